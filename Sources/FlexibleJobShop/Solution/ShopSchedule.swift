import OptCore

/// A schedule: where and when every operation runs.
public struct ShopSchedule: ProblemSolution {
  /// The instance type it belongs to.
  public typealias Instance = FlexibleJobShopInstance

  /// `machines[i]`: the machine of operation i, 0-based; nil where a file names none. Operations are numbered as in the instance.
  public let machines: [Int?]
  /// `starts[i]`: when operation i starts; 0 where it has no machine.
  public let starts: [Int]
  /// What the file it was read from says about it; nil for a computed schedule.
  public let stated: StatedShopSchedule?

  /// Adopts a schedule; `violations(in:)` says whether it is one.
  ///
  /// - Parameters:
  ///   - machines: by operation of the instance its machine, 0-based.
  ///   - starts: by operation when it starts.
  public init(machines: [Int], starts: [Int]) {
    self.init(machines: machines, starts: starts, stated: nil)
  }

  init(machines: [Int?], starts: [Int], stated: StatedShopSchedule?) {
    self.machines = machines
    self.starts = starts
    self.stated = stated
  }

  /// The duration of an operation on the machine it has; 0 where it has none or cannot run there.
  func duration(of operation: Int, in instance: FlexibleJobShopInstance) -> Int {
    guard let machine = machines[operation] else { return 0 }
    return instance.duration(of: operation, on: machine) ?? 0
  }

  /// When an operation ends: its start where it has no machine or cannot run there.
  ///
  /// - Complexity: O(alternatives of the operation).
  public func end(of operation: Int, in instance: FlexibleJobShopInstance) -> Int {
    saturatingSum(starts[operation], duration(of: operation, in: instance))
  }

  /// Makespan, weighted tardiness or start delay, from the definition; the largest integer for a schedule of another number of
  /// operations, or where sums overflow.
  ///
  /// - Complexity: O(A).
  public func objective(in instance: FlexibleJobShopInstance) -> ObjectiveValue {
    guard starts.count == instance.operationCount else { return .integer(.max) }
    return .integer(value(in: instance))
  }

  private func value(in instance: FlexibleJobShopInstance) -> Int {
    switch instance.objective {
    case .makespan:
      return starts.indices.reduce(0) { max($0, end(of: $1, in: instance)) }
    case .startDelay:
      let scheduled = instance.conditions.scheduledStart ?? []
      return zip(starts, scheduled).reduce(0) {
        saturatingSum($0, saturatingDifference($1.0, $1.1))
      }
    case .totalTardiness:
      let (due, weight) = (instance.conditions.jobDue ?? [], instance.conditions.jobWeight)
      return due.indices.reduce(0) { total, job in
        guard let last = instance.operations(of: job).last else { return total }
        let late = max(0, saturatingDifference(end(of: last, in: instance), due[job]))
        let (cost, overflow) = late.multipliedReportingOverflow(by: weight?[job] ?? 1)
        return saturatingSum(total, overflow ? .max : cost)
      }
    }
  }
}

/// The sum, or the largest integer when it overflows (only schedules that break rules reach it).
func saturatingSum(_ a: Int, _ b: Int) -> Int {
  let (sum, overflow) = a.addingReportingOverflow(b)
  return overflow ? .max : sum
}

/// The difference, or the largest integer when it overflows.
func saturatingDifference(_ a: Int, _ b: Int) -> Int {
  let (difference, overflow) = a.subtractingReportingOverflow(b)
  return overflow ? .max : difference
}
