"""Weighing what was concluded: hypotheses, needs, the layer of support, what can be done."""
