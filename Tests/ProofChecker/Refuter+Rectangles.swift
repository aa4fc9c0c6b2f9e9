extension Refuter {
  /// Of two rectangles one is over in x, or in y, when the other starts: where bounds leave one of the four ways, it holds.
  mutating func propagateRectangles(_ x: Range<Int>, _ y: Range<Int>) -> Bool {
    guard loadSpans(x), loadSpans(y, isOther: true) else { return false }
    for b in 0..<items.count where isSolidRectangle(b) {
      for a in 0..<b where isSolidRectangle(a) && !isSettled(a, b) {
        let ways = ways(a, b)
        if ways.count == 0 { return false }
        if isApart(a, b) {
          settle(a, b)
        } else if ways.count == 1, let way = ways.first {
          settle(a, b)
          let tasks = way < 2 ? x : y
          let isIn = way % 2 == 0 ? order(tasks, a, before: b) : order(tasks, b, before: a)
          if !isIn { return false }
        }
      }
    }
    return true
  }

  private func isSolidRectangle(_ a: Int) -> Bool { spans[a].isSolid && otherSpans[a].isSolid }

  /// How many of the four ways bounds leave, and the first of them.
  private func ways(_ a: Int, _ b: Int) -> (count: Int, first: Int?) {
    let isLeft = [
      spans[a].earliestEnd <= spans[b].latest, spans[b].earliestEnd <= spans[a].latest,
      otherSpans[a].earliestEnd <= otherSpans[b].latest,
      otherSpans[b].earliestEnd <= otherSpans[a].latest,
    ]
    return (isLeft.count { $0 }, isLeft.firstIndex(of: true))
  }

  /// Whether two rectangles are apart for all values within the bounds.
  private func isApart(_ a: Int, _ b: Int) -> Bool {
    func isBefore(_ first: Span, _ second: Span) -> Bool {
      first.latest + first.longest <= second.earliest
    }
    return isBefore(spans[a], spans[b]) || isBefore(spans[b], spans[a])
      || isBefore(otherSpans[a], otherSpans[b]) || isBefore(otherSpans[b], otherSpans[a])
  }

  /// The pair to decide next: the one with the fewest ways.
  func pairToRelate() -> Choice? {
    var best: Choice?
    var least = Int.max
    for b in 0..<items.count where isSolidRectangle(b) {
      for a in 0..<b where isSolidRectangle(a) && !isSettled(a, b) {
        let count = ways(a, b).count
        if count < least {
          least = count
          best = Choice(kind: .relation, a: a, b: b, count: 4)
        }
      }
    }
    return best
  }
}
