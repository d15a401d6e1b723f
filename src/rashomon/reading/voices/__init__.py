"""Attribution: who says what stands where."""
