"""Speed and memory, as ratios in one run. Not installed with the product."""
