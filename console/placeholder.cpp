int lecternConsolePlaceholder() { return 0; }
