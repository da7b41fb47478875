"""What sharing puts on paper: the same words as on the screen, and no others."""
