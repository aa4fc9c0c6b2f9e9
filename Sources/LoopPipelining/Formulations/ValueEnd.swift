/// When the value of an operation dies, as the latest of a few uses: those that come before another one in any case are left out.
struct ValueEnd {
  /// A use: the value is needed until `start[target] + shift`.
  struct Use: Hashable {
    var target: Int
    var shift: Int
  }

  /// The uses that count; not empty.
  let uses: [Use]
  /// The value lives at least and at most so long.
  let lifetime: ClosedRange<Int>
  /// Whether the first use is the only one and never comes before the value: then it is the end.
  let isFirstUse: Bool

  /// nil where the value is never live, or takes no storage.
  ///
  /// - Complexity: O(square of the number of uses).
  init?(of v: Int, _ task: LoopTask, _ windows: LoopWindows) {
    guard task.instance.isStored(v) else { return nil }
    let instance = task.instance
    let all = instance.outgoing[v].map { instance.edges[$0] }.filter(\.isData).map {
      Use(target: $0.target, shift: $0.distance * task.interval + $0.hold)
    }
    let last = all.enumerated().filter { index, use in
      !all.enumerated().contains { other, later in
        guard other != index, let path = windows.path(use.target, later.target) else {
          return false
        }
        let gain = path + later.shift - use.shift
        return gain > 0
          || gain == 0 && (other < index || windows.path(later.target, use.target) == nil)
      }
    }.map(\.element)
    guard !last.isEmpty else { return nil }
    func reach(_ use: Use) -> ClosedRange<Int> {
      let shift = use.shift - instance.operations[v].liveFrom
      if use.target == v { return shift...shift }
      let range = windows.distance(from: v, to: use.target)
      return range.lowerBound + shift...range.upperBound + shift
    }
    let most = last.reduce(Int.min) { max($0, reach($1).upperBound) }
    guard most > 0 else { return nil }
    let least = last.reduce(0) { max($0, reach($1).lowerBound) }
    uses = last
    lifetime = least...max(least, most)
    isFirstUse = last.count == 1 && reach(last[0]).lowerBound >= 0
  }
}
