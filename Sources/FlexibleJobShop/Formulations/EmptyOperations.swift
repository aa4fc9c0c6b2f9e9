/// The operations of no length that machines with setups run at one time, while a plan is made.
///
/// Such operations have no order but that of their numbers, whatever the plan meant: one that would need a setup in that order has to
/// start later.
struct EmptyOperations {
  private let task: ShopTask
  /// By machine the operations of no length at the latest time there is one.
  private var here: [[Int]]
  private var time: [Int]

  /// None yet.
  init(_ task: ShopTask) {
    self.task = task
    let count = task.instance.conditions.setup == nil ? 0 : task.instance.machineCount
    here = Array(repeating: [], count: count)
    time = Array(repeating: -1, count: count)
  }

  /// Whether operation i of a length, the next one on machine k, would need a setup in the order of numbers if it started at a time.
  ///
  /// - Complexity: O(operations of no length at that time).
  func isHidden(_ i: Int, _ length: Int, at start: Int, on k: Int) -> Bool {
    guard length == 0, !here.isEmpty, time[k] == start else { return false }
    return here[k].contains {
      task.setup(on: k, from: task.job(of: min(i, $0)), to: task.job(of: max(i, $0))) > 0
    }
  }

  /// Takes note of an operation of a length on machine k.
  mutating func add(_ i: Int, _ length: Int, at start: Int, on k: Int) {
    guard length == 0, !here.isEmpty else { return }
    if time[k] != start { (time[k], here[k]) = (start, []) }
    here[k].append(i)
  }
}
