"""The cleaning interface, the order of the stages, and the place that decides between their claims."""
