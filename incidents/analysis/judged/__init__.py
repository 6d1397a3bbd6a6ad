"""What the results of tests are worth: each case judged, each run accounted for."""
