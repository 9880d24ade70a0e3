"""Wegwijzer's engine: declarative rules and protocols, evaluated for one pupil or many."""
