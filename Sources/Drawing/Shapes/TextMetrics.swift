/// Estimated extents of text, from a table of advance widths.
///
/// The viewer chooses the font, so widths can only be estimated; the table follows DejaVu Sans,
/// the widest of the usual sans-serif fonts, and so errs on the side of too wide.
public enum TextMetrics {
  /// The estimated width of `text` in user units at font size `size`.
  ///
  /// - Complexity: O(length of `text`).
  public static func width(of text: String, size: Double) -> Double {
    var units = 0
    for scalar in text.unicodeScalars { units += advance(of: scalar) }
    return Double(units) * size / 100
  }

  /// `text`, or its longest beginning followed by an ellipsis that fits into `width`;
  /// empty when not even one character fits.
  public static func fitted(_ text: String, width limit: Double, size: Double) -> String {
    if width(of: text, size: size) <= limit { return text }
    let available = limit * 100 / size - 100
    var kept = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      used += advance(of: scalar)
      if Double(used) > available { break }
      kept.append(scalar)
    }
    return kept.isEmpty ? "" : String(kept) + "\u{2026}"
  }

  /// Advance width in hundredths of the font size.
  private static func advance(of scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", " ", "\u{2009}": 33
    case "f", "r", "t", "(", ")", "[", "]", "/", "-": 41
    case "m", "M", "W", "%", "@": 98
    case "w", "O", "Q", "G", "D", "H", "N", "U": 80
    case "0"..."9", "a"..."z": 64
    case "A"..."Z": 70
    default: scalar.value < 0x1100 ? 70 : 100
    }
  }
}
