"""The face in a browser: three desks on one engine, with no logic of its own."""
