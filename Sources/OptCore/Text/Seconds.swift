/// Seconds written as `90`, `10s`, `500ms`, `1.5m`, `2h` or `1h30m`; nil when the text is no duration of at least 0.
///
/// Without a unit the number is seconds. Several parts follow each other without blanks, larger units first.
public func seconds(_ text: some StringProtocol) -> Double? {
  if let number = amount(text) { return number }
  let units: [(name: String, seconds: Double)] = [("h", 3600), ("m", 60), ("s", 1), ("ms", 0.001)]
  var rest = Substring(text)
  var total = 0.0
  var next = 0
  while !rest.isEmpty {
    let digits = rest.prefix { !$0.isLetter }
    rest = rest.dropFirst(digits.count)
    let name = rest.prefix { $0.isLetter }
    rest = rest.dropFirst(name.count)
    guard let number = amount(digits),
      let unit = units[next...].firstIndex(where: { $0.name == name })
    else { return nil }
    total += number * units[unit].seconds
    next = unit + 1
  }
  return text.isEmpty || !total.isFinite ? nil : total
}

/// A finite number of at least 0 in decimal notation.
private func amount(_ text: some StringProtocol) -> Double? {
  guard let number = Double(text), number >= 0, number.isFinite else { return nil }
  return number
}
