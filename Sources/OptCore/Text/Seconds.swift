/// Seconds written as `90`, `1.5m`, `2h` or `250ms`; nil when the text is no duration of at least 0.
public func seconds(_ text: some StringProtocol) -> Double? {
  let units: [(suffix: String, factor: Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
  let unit = units.first { text.hasSuffix($0.suffix) } ?? ("", 1)
  guard let number = Double(text.dropLast(unit.suffix.count)), number >= 0 else { return nil }
  let value = number * unit.factor
  return value.isFinite ? value : nil
}
