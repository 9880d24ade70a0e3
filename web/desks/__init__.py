"""The desks: pages for those who know a pupil, those who write the rules, and those who teach how they work."""
