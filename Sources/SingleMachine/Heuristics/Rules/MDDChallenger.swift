import OptCore

/// The MDD challenger: repeatedly appends the job with the least
/// `max(1.1 p + t, d) * (1 + r^2 / (1 + r^2)) + p / (t + meanP)`, with `r = min(p / (t + maxP), 1)`.
///
/// `maxP` and `meanP` are taken over the unscheduled jobs. Ties: due date, processing time, id. Double precision, in
/// this order of operations; `0/0` is 0.
///
/// The value of a job is never below its due date, so jobs that can be on time are evaluated in due-date order until
/// their due date passes the best value. Of the jobs with `1.1 p + t >= d` the one with the least `p` is best: its
/// value grows with `p` by more than rounding errors as long as no time passes 2^40.
///
/// - Complexity: O(n^2) at worst, close to O(n log n) in practice.
/// - Source: Cetinkaya, Buyuktahtakin, Shojaee and Reddy (2025), "Discovering Heuristics with LLMs for Mixed-Integer
///   Programs: Single-Machine Scheduling".
public struct MDDChallenger: SequenceRule {
  static let source =
    "Cetinkaya, Buyuktahtakin, Shojaee and Reddy (2025), Discovering Heuristics with LLMs for"
    + " Mixed-Integer Programs: Single-Machine Scheduling"

  /// The rule.
  public init() {}

  /// Identifier and help.
  public var description: MethodDescription {
    MethodDescription(
      "mddc", .rule,
      "MDD challenger: modified due date with terms in p / (t + max p), p / (t + mean p)",
      source: MDDChallenger.source)
  }

  /// The jobs in the order of the rule.
  public func sequence(
    of instance: SingleMachineInstance, parameters: ParameterValues, until stop: () -> Bool
  ) -> [Int] {
    var state = ChallengerState(instance)
    while state.appendBest() {
      if stop() { return instance.completed(state.order) }
    }
    return state.order
  }
}

/// The unscheduled jobs of the MDD challenger. Ranks are positions in order of (d, p, id).
private struct ChallengerState {
  private let jobs: [Int]
  private let p: [Double]
  private let d: [Double]
  private let ticks: [Int]
  private let bySlack: [Int]
  private let byLength: [Int]
  /// Links of the jobs that can be on time, by rank; index n is the anchor.
  private var next: [Int]
  private var previous: [Int]
  private var isOpen: [Bool]
  private var isLinked: [Bool]
  private var late: JobHeap
  private var nextSlack = 0
  private var longest: Int
  private var time = 0
  private var work: Int
  private(set) var order: [Int] = []

  init(_ instance: SingleMachineInstance) {
    let count = instance.jobCount
    let jobs = instance.jobsByDueDate()
    let ticks = jobs.map { instance.processingTimes[$0] }
    let p = ticks.map(Double.init)
    let d = jobs.map { Double(instance.dueDates[$0]) }
    self.jobs = jobs
    self.ticks = ticks
    self.p = p
    self.d = d
    let largest = d.reduce(Double(instance.totalProcessingTime)) { max($0, abs($1)) }
    // Beyond 2^40 every job stays in the due-date list, which is right but slow.
    bySlack =
      largest < 0x1p40 ? (0..<count).sorted { d[$0] - 1.1 * p[$0] < d[$1] - 1.1 * p[$1] } : []
    byLength = (0..<count).sorted { ticks[$0] < ticks[$1] }
    next = Array(1...(count + 1))
    previous = Array(-1..<count)
    next[count] = 0
    previous[0] = count
    isOpen = [Bool](repeating: true, count: count)
    isLinked = isOpen
    late = JobHeap(capacity: count)
    longest = count - 1
    work = instance.totalProcessingTime
    order.reserveCapacity(count)
  }

  /// Appends the best job; false when all are appended.
  mutating func appendBest() -> Bool {
    let count = jobs.count
    guard order.count < count else { return false }
    let t = Double(time)
    collectLate(t)
    while !isOpen[byLength[longest]] { longest -= 1 }
    let spread = t + p[byLength[longest]]
    let middle = t + Double(work) / Double(count - order.count)
    var best = Double.infinity
    var chosen = count
    if let first = late.first {
      chosen = first.rank
      best = value(chosen, t, spread, middle)
    }
    var rank = next[count]
    while rank < count, d[rank] <= best {
      let value = value(rank, t, spread, middle)
      if value < best || (value == best && rank < chosen) {
        best = value
        chosen = rank
      }
      rank = next[rank]
    }
    if isLinked[chosen] { unlink(chosen) } else { late.removeFirst() }
    isOpen[chosen] = false
    order.append(jobs[chosen])
    time += ticks[chosen]
    work -= ticks[chosen]
    return true
  }

  /// Moves the jobs that cannot be on time any more from the list to the heap.
  private mutating func collectLate(_ t: Double) {
    while nextSlack < bySlack.count {
      let rank = bySlack[nextSlack]
      guard !isOpen[rank] || 1.1 * p[rank] + t >= d[rank] else { return }
      nextSlack += 1
      if isOpen[rank] {
        unlink(rank)
        late.insert(key: ticks[rank], rank: rank)
      }
    }
  }

  private mutating func unlink(_ rank: Int) {
    next[previous[rank]] = next[rank]
    previous[next[rank]] = previous[rank]
    isLinked[rank] = false
  }

  @inline(__always)
  private func value(_ rank: Int, _ t: Double, _ spread: Double, _ middle: Double) -> Double {
    let p = p[rank]
    let ratio = spread > 0 ? min(p / spread, 1) : 0
    let square = ratio * ratio
    let base = max(1.1 * p + t, d[rank]) * (1 + square / (1 + square))
    return base + (middle > 0 ? p / middle : 0)
  }
}
