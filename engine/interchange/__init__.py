"""Formats of other programs: calendars out; DMN and BPMN in and out."""
