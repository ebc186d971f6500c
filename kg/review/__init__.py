"""Puts people's corrections into the graph, and walks them through what is doubtful."""
