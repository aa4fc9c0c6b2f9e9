/// Whether one name stands before another when digits are read as numbers: `n20_s2` before `n20_s10` before `n100_s1`.
///
/// A total order: names that differ in leading zeros only are ordered by their bytes.
///
/// - Complexity: O(length).
public func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
  var (a, b) = (Substring(left).utf8, Substring(right).utf8)
  while let x = a.first, let y = b.first {
    if isDigit(x), isDigit(y) {
      let (m, n) = (number(&a), number(&b))
      if m.count != n.count { return m.count < n.count }
      if !m.elementsEqual(n) { return m.lexicographicallyPrecedes(n) }
    } else {
      if x != y { return x < y }
      a.removeFirst()
      b.removeFirst()
    }
  }
  if a.isEmpty != b.isEmpty { return a.isEmpty }
  return left.utf8.lexicographicallyPrecedes(right.utf8)
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// The digits at the front without leading zeros, taken off the text.
private func number(_ text: inout Substring.UTF8View) -> Substring.UTF8View {
  let digits = text.prefix(while: isDigit)
  text.removeFirst(digits.count)
  return digits.drop { $0 == 0x30 }
}
