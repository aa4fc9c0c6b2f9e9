/// Numbers as pictures show them: thin spaces between groups of digits, no rounding noise.
public enum NumberText {
  /// `value` with thin spaces between groups of three digits from five digits on.
  public static func of(_ value: Int) -> String { Decimal.grouped(value) }

  /// `value` to at most six decimals, so that 0.1 + 0.2 reads 0.3; very small and very large values as they are.
  public static func of(_ value: Double) -> String {
    let magnitude = abs(value)
    guard magnitude < 1e9, magnitude >= 1e-4 || value == 0 else { return "\(value)" }
    return Decimal.text(value, places: 6)
  }

  /// A number that is a text already, as pictures show numbers; other words as they are.
  public static func of(_ word: String) -> String {
    if let value = Int(word) { return of(value) }
    return Double(word).map(of) ?? word
  }
}
