"""Starts for those who write rules: a folder, a rule, a vignette, and schemas that know the names."""
