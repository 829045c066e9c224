"""What the agency wires of teleprinter days share: frames, encodings, head lines, layout, agency profiles."""
