/// When operations of a task can start, and which alternatives they can still use, within the task's limit.
package struct ShopWindows: Sendable {
  /// `earliest[i]`: no schedule starts operation i before.
  package private(set) var earliest: [Int]
  /// `latest[i]`: no wanted schedule starts it later.
  package private(set) var latest: [Int]
  /// `isOpen[a]`: whether a wanted schedule may use alternative a.
  package private(set) var isOpen: [Bool]
  /// Whether it is clear that no schedule is wanted: none meets the limit, or precedences form a cycle.
  package private(set) var isEmpty = false
  /// `ends[i]`: no wanted schedule ends operation i later.
  private var ends: [Int]
  /// `tails[i]`: least time from the end of operation i to what counts for the objective.
  private var tails: [Int]
  /// Every end is at most this.
  package let horizon: Int

  let task: ShopTask
  private let graph: ShopTask.Graph
  private let blockers: [[ShopTask.Blocker]]
  /// `starts[a]`: earliest start of alternative a.
  private var starts: [Int]

  /// Longest paths forwards from heads and backwards from the limit, with the shortest alternatives that are left, until nothing changes.
  ///
  /// - Complexity: O(alternatives + precedences) a round, mostly two rounds.
  package init(_ task: ShopTask) {
    self.task = task
    horizon = task.horizon
    graph = task.graph()
    blockers = task.blockersByMachine()
    earliest = task.heads
    latest = [Int](repeating: horizon, count: task.count)
    (ends, tails) = (latest, task.tails)
    isOpen = [Bool](repeating: true, count: task.machines.count)
    starts = [Int](repeating: 0, count: task.machines.count)
    let best = task.objective == .makespan ? task.floor : 0
    isEmpty = graph.order.count != task.count || (task.limit ?? best) < best
    var changed = true
    while changed, !isEmpty {
      forwards()
      changed = backwards()
    }
    if !isEmpty { addTails() }
  }

  /// The alternatives of operation i that are left.
  package func alternatives(of i: Int) -> [Int] { task.alternatives(of: i).filter { isOpen[$0] } }

  /// The shortest duration that is left to operation i.
  package func shortest(_ i: Int) -> Int {
    task.alternatives(of: i).reduce(Int.max) { isOpen[$1] ? min($0, task.durations[$1]) : $0 }
  }

  /// Earliest start of alternative a: on its machine, clear of blockers.
  package func earliestStart(of a: Int) -> Int { starts[a] }

  /// The latest end of operation i; with the shortest alternative it may still start at `latest[i]` at the latest.
  package func latestEnd(of i: Int) -> Int { ends[i] }

  /// The latest start of alternative a of operation i.
  package func latestStart(of a: Int, in i: Int) -> Int {
    min(latest[i], ends[i] - task.durations[a])
  }

  /// The least time from the end of operation i to what counts for the objective, by way of its successors.
  package func tail(of i: Int) -> Int { tails[i] }

  /// The least end of operation i.
  package func earliestEnd(_ i: Int) -> Int {
    task.alternatives(of: i).reduce(Int.max) {
      isOpen[$1] ? min($0, starts[$1] + task.durations[$1]) : $0
    }
  }

  private mutating func forwards() {
    for i in graph.order {
      var time = earliest[i]
      for p in graph.incoming[i] {
        let precedence = task.precedences[p]
        time = max(time, earliestEnd(precedence.before) + precedence.lag)
      }
      var least = Int.max
      for a in task.alternatives(of: i) where isOpen[a] {
        let k = task.machines[a]
        starts[a] = task.firstFit(
          task.durations[a], of: task.job(of: i), on: k, from: max(time, task.machineHeads[k]),
          blockers[k])
        least = min(least, starts[a])
      }
      earliest[i] = least
    }
  }

  /// - Returns: whether an alternative was ruled out.
  private mutating func backwards() -> Bool {
    var changed = false
    for i in graph.order.reversed() {
      var end = min(horizon, ownLatestEnd(i))
      for p in graph.outgoing[i] {
        let precedence = task.precedences[p]
        end = min(end, latest[precedence.after] - precedence.lag)
      }
      let start = ownLatestStart(i)
      var most = Int.min
      for a in task.alternatives(of: i) where isOpen[a] {
        if starts[a] + task.durations[a] > end || starts[a] > start {
          isOpen[a] = false
          changed = true
        } else {
          most = max(most, min(start, end - task.durations[a]))
        }
      }
      guard most > Int.min else {
        isEmpty = true
        return false
      }
      (latest[i], ends[i]) = (most, end)
    }
    return changed
  }

  private mutating func addTails() {
    for i in graph.order.reversed() {
      for p in graph.outgoing[i] {
        let precedence = task.precedences[p]
        let rest = precedence.lag + shortest(precedence.after) + tails[precedence.after]
        tails[i] = max(tails[i], rest)
      }
    }
  }

  /// The latest end of an operation that its own share of the objective allows.
  private func ownLatestEnd(_ i: Int) -> Int {
    guard let limit = task.limit else { return horizon }
    switch task.objective {
    case .makespan: return limit - task.tails[i]
    case .totalTardiness:
      // A due date may be as late as numbers go.
      return task.weights[i] > 0
        ? min(horizon, saturatingSum(task.dues[i] - task.tails[i], limit / task.weights[i]))
        : horizon
    case .startDelay: return horizon
    }
  }

  private func ownLatestStart(_ i: Int) -> Int {
    guard let limit = task.limit, task.objective == .startDelay else { return horizon }
    return task.scheduledStart(of: i) + limit
  }
}

extension ShopTask {
  /// The scheduled start of local operation i; 0 where there is none.
  package func scheduledStart(of i: Int) -> Int {
    instance.conditions.scheduledStart?[operations[i]] ?? 0
  }

  /// The sum of all scheduled starts.
  var scheduledTotal: Int { (0..<count).reduce(0) { $0 + scheduledStart(of: $1) } }
}
