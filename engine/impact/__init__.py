"""What a change of the rules does, and whether vignettes still come out as they should."""
