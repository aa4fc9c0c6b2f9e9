import OptCore

/// Seeds written as `7`, `1..5` or `1..3,10`.
public enum SeedList {
  /// The most seeds a list may have.
  public static let largestCount = 100_000

  /// What a list looks like, for messages.
  public static let expected = "seeds as 7, 1..5 or 1..3,10 (at most \(largestCount))"

  /// The seeds in the order they are written, each once; nil when the text is no list of seeds.
  public static func parse(_ text: String) -> [UInt64]? {
    var seeds: [UInt64] = []
    var seen: Set<UInt64> = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = range(piece), range.upperBound - range.lowerBound < UInt64(largestCount)
      else { return nil }
      for seed in range where seen.insert(seed).inserted { seeds.append(seed) }
      guard seeds.count <= largestCount else { return nil }
    }
    return seeds
  }

  private static func range(_ piece: Substring) -> ClosedRange<UInt64>? {
    let word = piece.trimmed
    guard let dots = word.firstRange(of: "..") else { return number(word).map { $0...$0 } }
    guard let first = number(word[..<dots.lowerBound].trimmed),
      let last = number(word[dots.upperBound...].trimmed), first <= last
    else { return nil }
    return first...last
  }

  /// Decimal digits only; the largest seed is 2^63 - 1, so that JSON can hold it as an integer.
  private static func number(_ word: Substring) -> UInt64? {
    guard !word.isEmpty, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return UInt64(word).flatMap { $0 <= UInt64(Int.max) ? $0 : nil }
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The text without blanks at both ends.
  var trimmed: Substring {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return self[first...last]
  }
}
