"""Where each statement of a source stands: a second reading, made only when there is something to point to."""
