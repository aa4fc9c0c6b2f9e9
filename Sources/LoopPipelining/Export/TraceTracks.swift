/// The stretches of a column over some iterations, on as many tracks as it takes for none to overlap another one.
struct TraceTracks {
  /// A stretch of one iteration.
  struct Slice {
    let stretch: LoopScheduleTable.Stretch
    let iteration: Int
    /// When it begins and ends in that iteration.
    let begin: Int
    let end: Int
    /// 0-based.
    let lane: Int
    /// How many instances of the unit it stands for.
    let amount: Int
  }

  /// By begin, then iteration.
  private(set) var slices: [Slice] = []
  /// How many tracks there are.
  private(set) var laneCount = 0

  /// The slices of iterations `0 ..< iterations`.
  ///
  /// - Parameter isByInstance: whether a stretch takes as many tracks as instances of the unit; else it takes one.
  /// - Complexity: O(k log k + k l) for k slices on l tracks.
  init(_ column: LoopScheduleTable.Column, interval: Int, iterations: Int, isByInstance: Bool) {
    var open: [(stretch: LoopScheduleTable.Stretch, iteration: Int)] = []
    for iteration in 0..<iterations { open += column.stretches.map { ($0, iteration) } }
    open.sort {
      let (first, second) = (
        $0.stretch.begin + $0.iteration * interval, $1.stretch.begin + $1.iteration * interval
      )
      return (first, $0.iteration, $0.stretch.operation)
        < (second, $1.iteration, $1.stretch.operation)
    }
    var ends: [Int] = []
    for (stretch, iteration) in open {
      let begin = stretch.begin + iteration * interval
      let end = stretch.end + iteration * interval
      for _ in 0..<(isByInstance ? stretch.amount : 1) {
        let lane = ends.firstIndex { $0 <= begin } ?? ends.count
        if lane == ends.count { ends.append(end) } else { ends[lane] = end }
        slices.append(
          Slice(
            stretch: stretch, iteration: iteration, begin: begin, end: end, lane: lane,
            amount: isByInstance ? 1 : stretch.amount))
      }
    }
    laneCount = ends.count
  }
}
