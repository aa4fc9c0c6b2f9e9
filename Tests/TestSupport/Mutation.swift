import OptCore

/// Small random changes of a text, for fuzzing readers.
public enum Mutation {
  /// Up to four changes: a byte replaced, removed or repeated, a stretch removed or copied elsewhere, a piece
  /// inserted, the tail cut off.
  ///
  /// - Parameter pieces: words that matter to the format.
  public static func apply(
    _ bytes: [UInt8], pieces: [String], _ random: inout RandomStream
  ) -> [UInt8] {
    var result = bytes
    for _ in 0...random.below(4) {
      guard !result.isEmpty else { return result }
      let place = random.below(result.count)
      switch random.below(6) {
      case 0: result[place] = UInt8(random.below(256))
      case 1: result.remove(at: place)
      case 2 where !pieces.isEmpty:
        result.insert(contentsOf: Array(pieces[random.below(pieces.count)].utf8), at: place)
      case 3: result.removeSubrange(place..<min(result.count, place + 1 + random.below(30)))
      case 4:
        let end = min(result.count, place + 1 + random.below(30))
        result.insert(contentsOf: Array(result[place..<end]), at: random.below(result.count))
      default: if random.below(10) == 0 { result.removeSubrange(place...) }
      }
    }
    return result
  }
}
