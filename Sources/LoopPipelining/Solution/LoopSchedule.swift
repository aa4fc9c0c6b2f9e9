import OptCore

/// A modulo schedule: initiation interval, a start for every operation and, in joint mode, its warps.
///
/// Iteration i = 0, 1, 2, ... of operation v issues at `starts[v] + i * interval`.
public struct LoopSchedule: ProblemSolution {
  /// The instance type it belongs to.
  public typealias Instance = LoopInstance

  /// The initiation interval II: cycles between two iterations.
  public let interval: Int
  /// `starts[v]`: when the first iteration of operation v issues; operations are numbered as in the instance.
  public let starts: [Int]
  /// `warps[v]`: the warps of operation v; empty without warps.
  public let warps: [WarpSet]
  /// What the file it was read from says about it; nil for a computed schedule.
  public let stated: StatedLoopSchedule?

  /// Adopts a schedule; `violations(in:)` says whether it is one.
  public init(interval: Int, starts: [Int], warps: [WarpSet] = []) {
    self.init(interval: interval, starts: starts, warps: warps, stated: nil)
  }

  init(interval: Int, starts: [Int], warps: [WarpSet], stated: StatedLoopSchedule?) {
    (self.interval, self.starts, self.warps, self.stated) = (interval, starts, warps, stated)
  }

  /// The initiation interval.
  public func objective(in instance: LoopInstance) -> ObjectiveValue { .integer(interval) }

  /// What decides between schedules of the same initiation interval, in this order: length, number of warps used.
  public func refinements(in instance: LoopInstance) -> [Int] {
    instance.isJoint ? [length(in: instance), warpsUsed.count] : [length(in: instance)]
  }

  /// The length of one iteration: the latest `start + max(1, cycles)`.
  public func length(in instance: LoopInstance) -> Int {
    zip(starts, instance.operations).reduce(0) { max($0, $1.0 + $1.1.span) }
  }

  /// Every warp that some operation runs on.
  public var warpsUsed: WarpSet { WarpSet(bits: warps.reduce(0) { $0 | $1.bits }) }

  /// In which kernel execution after its first one an iteration reaches operation v: `starts[v] / interval`.
  public func stage(of operation: Int) -> Int { starts[operation] / interval }
  /// The cycle of the kernel in which operation v issues: `starts[v] % interval`.
  public func row(of operation: Int) -> Int { starts[operation] % interval }
  /// How many iterations are under way at most: one more than the greatest stage.
  public var stageCount: Int { starts.reduce(0) { max($0, $1 / interval) } + 1 }

  /// The same loop with its first start at 0: moved down as a whole, by any number of cycles.
  public func movedToZero() -> LoopSchedule {
    let first = starts.min() ?? 0
    return LoopSchedule(interval: interval, starts: starts.map { $0 - first }, warps: warps)
  }
}
