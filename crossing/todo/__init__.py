"""What somebody must do by some time, and who is told, and in the end rung, when it is late."""
