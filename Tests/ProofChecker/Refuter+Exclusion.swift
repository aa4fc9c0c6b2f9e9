/// Tasks of a resource that exclude each other as on a machine, for together they need more than there is.
extension Refuter {
  /// Whether two tasks that are present cannot run together.
  func excludes(_ a: Int, _ b: Int) -> Bool {
    guard case .cumulative(_, let capacity) = shape else { return true }
    return spans[a].length > 0 && spans[b].length > 0
      && spans[a].demand + spans[b].demand > bounds.range(capacity, store).high
  }

  /// Solid tasks of which every two exclude each other: on a machine all of them, on a resource those that need more than half of it,
  /// and one more if it is large enough.
  func exclusiveSpans() -> [Int] {
    let solid = spans.indices.filter { spans[$0].isSolid }
    guard case .cumulative(_, let capacity) = shape else { return solid }
    let limit = bounds.range(capacity, store).high
    var large: [Int] = []
    var small: [Int] = []
    for place in solid {
      if spans[place].demand > limit - spans[place].demand {
        large.append(place)
      } else {
        small.append(place)
      }
    }
    guard let least = large.map({ spans[$0].demand }).min(),
      let more = small.max(by: { spans[$0].demand < spans[$1].demand }),
      spans[more].demand > limit - least
    else { return large }
    return large + [more]
  }
}
