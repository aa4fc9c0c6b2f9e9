// What linear forms of intervals share.
//
// A present interval has no negative duration d:   d >= 0 if p   (left out where the bounds say so).
// An interval is *there* where it is present and takes time. Where d can be 0, a 0/1 column w says so:
//
//   d <= 0  if p and not w
//
// so that w = 1 wherever the interval is there; where it is not, w is free.

/// Whether an interval is there: present, and for some time.
enum Standing: Hashable {
  case never
  case always
  /// Where it is there, the literal holds.
  case onlyIf(Literal)

  /// The conditions, none or one, that hold wherever the interval is there; nil when it never is.
  var conditions: [Literal]? {
    switch self {
    case .never: nil
    case .always: []
    case .onlyIf(let literal): [literal]
    }
  }
}

extension Lineariser {
  /// Requires that an interval has no negative duration where it is present.
  mutating func requireDuration(of interval: Interval, _ index: Int) throws(ModelError) {
    if bounds(of: interval.duration).lower >= 0 { return }
    guard intervalsWithDuration.insert(interval).inserted else { return }
    try require(
      interval.duration >= 0, if: [interval.presence].compactMap { $0 }, "duration", index)
  }

  /// Whether an interval is there; adds the column that says so where it takes one.
  mutating func standing(of interval: Interval, _ index: Int) throws(ModelError) -> Standing {
    if let known = standings[interval] { return known }
    let result = try newStanding(of: interval, index)
    standings[interval] = result
    return result
  }

  private mutating func newStanding(
    of interval: Interval, _ index: Int
  ) throws(ModelError) -> Standing {
    guard let conditions = open([interval.presence].compactMap { $0 }) else { return .never }
    let duration = bounds(of: interval.duration)
    if duration.upper <= 0 { return .never }
    if duration.lower > 0 { return conditions.first.map { .onlyIf($0) } ?? .always }
    let isThere = try binary("there", index).literal
    try require(interval.duration <= 0, if: conditions + [!isThere], "there", index)
    return .onlyIf(isThere)
  }

  /// Refuses more pairs than fit.
  func requireRoomForPairs(
    of count: Int, columns: Int, rows: Int
  ) throws(ModelError) {
    let (squared, overflow) = count.multipliedReportingOverflow(by: max(0, count - 1))
    let pairs = overflow || squared > 1 << 50 ? 1 << 50 : squared / 2
    // Bounds may leave out most of them; only what can never fit is refused here.
    if pairs > 1 << 32 { try requireRoom(columns: pairs * columns, rows: pairs * rows) }
  }
}
