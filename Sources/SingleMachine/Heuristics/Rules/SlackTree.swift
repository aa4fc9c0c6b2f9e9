/// Slacks of jobs at fixed positions of due-date order; jobs enter and leave.
///
/// Answers the last job without slack and the work up to a position in O(log n), and takes ticks from the slack of all
/// jobs behind a position in O(log n).
struct SlackTree {
  /// Least slack below a node, its own `pending` included; `Int.max` where no job is present.
  private var least: [Int]
  /// Slack to add to every job below a node; never pushed down.
  private var pending: [Int]
  /// Total processing time of the present jobs below a node.
  private var work: [Int]
  private let leafCount: Int

  init(positionCount: Int) {
    var size = 1
    while size < positionCount { size *= 2 }
    leafCount = size
    least = [Int](repeating: .max, count: 2 * size)
    pending = [Int](repeating: 0, count: 2 * size)
    work = [Int](repeating: 0, count: 2 * size)
  }

  /// The total processing time of the present jobs at positions before `position`.
  func work(before position: Int) -> Int {
    var node = leafCount &+ position
    var sum = 0
    while node > 1 {
      if node & 1 == 1 { sum &+= work[node &- 1] }
      node /= 2
    }
    return sum
  }

  /// Adds a job.
  mutating func insert(_ position: Int, slack: Int, processingTime: Int) {
    var above = 0
    var node = leafCount &+ position
    pending[node] = 0
    node /= 2
    while node >= 1 {
      above &+= pending[node]
      node /= 2
    }
    set(position, least: slack &- above, work: processingTime)
  }

  /// Takes a job out.
  mutating func remove(_ position: Int) {
    set(position, least: .max, work: 0)
  }

  private mutating func set(_ position: Int, least value: Int, work ticks: Int) {
    var node = leafCount &+ position
    least[node] = value
    work[node] = ticks
    node /= 2
    while node >= 1 {
      work[node] = work[2 &* node] &+ work[2 &* node &+ 1]
      refresh(node)
      node /= 2
    }
  }

  private mutating func refresh(_ node: Int) {
    let below = min(least[2 &* node], least[2 &* node &+ 1])
    least[node] = below == .max ? .max : below &+ pending[node]
  }

  /// Takes `ticks` from the slack of every present job behind `position`.
  mutating func delay(behind position: Int, by ticks: Int) {
    var node = leafCount &+ position
    while node > 1 {
      if node & 1 == 0, least[node &+ 1] != .max {
        least[node &+ 1] &-= ticks
        pending[node &+ 1] &-= ticks
      }
      node /= 2
      refresh(node)
    }
  }

  /// The last position with a job that has no slack; nil when every job has some.
  func lastWithoutSlack() -> Int? {
    guard least[1] <= 0 else { return nil }
    var node = 1
    var above = 0
    while node < leafCount {
      above &+= pending[node]
      node = 2 &* node &+ 1
      if least[node] == .max || least[node] &+ above > 0 { node &-= 1 }
    }
    return node &- leafCount
  }

  /// The first position with a job; nil when there is none.
  func first() -> Int? {
    guard least[1] != .max else { return nil }
    var node = 1
    while node < leafCount {
      node = 2 &* node
      if least[node] == .max { node &+= 1 }
    }
    return node &- leafCount
  }
}
