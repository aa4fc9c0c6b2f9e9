/// The least initiation interval at which warps can issue what they must.
///
/// Operations share the warps that may run them: all, or, where one warp is kept for operations of variable latency, that one and
/// the others by themselves. Operations of one warp may issue at the same time unless one of these rules forbids it:
///
/// - With `slots` issue slots all issue cycles of a warp fit into `slots` times the interval. Where an operation waits, nothing else
///   issues, so what it leaves of the slots in its first row is lost.
/// - Of several operations that wait and issue on one warp, none issues while another one begins: their issue cycles are disjoint.
/// - An operation that shares a warp with one that waits leaves a row to it.
///
/// Operations that wait are those with a blocking dependence: whether others do depends on the warps chosen.
package struct IssueBound {
  /// The bound, at least 1.
  package let interval: Int
  /// The warps that ask for it, in words; nil = none do.
  package let warps: String?

  /// - Complexity: O(n log n + e).
  package init(_ instance: LoopInstance) {
    var (interval, warps) = (1, String?.none)
    for group in IssueGroup.all(of: instance) {
      let least = group.leastInterval
      if least > interval { (interval, warps) = (least, group.name) }
    }
    (self.interval, self.warps) = (interval, warps)
  }
}

/// Warps that are alike to the operations that may run there.
private struct IssueGroup {
  let name: String
  /// How many warps, at least 1.
  let count: Int
  /// nil = no limit.
  let slots: Int?
  var members: [Member] = []

  /// An operation, or those of its parts that run in the group.
  struct Member {
    /// On how many of the warps, 1 to `count`.
    let parts: Int
    /// Issue cycles on each of them.
    let issue: Int
    let waits: Bool
  }

  static func all(of instance: LoopInstance) -> [IssueGroup] {
    guard let machine = instance.machine.warps else { return [] }
    let own = machine.variableLatencyWarp
    var plain = IssueGroup(
      name: "warps", count: machine.count - (own == nil ? 0 : 1), slots: machine.issueSlots)
    var kept = IssueGroup(name: own.map { "warp \($0)" } ?? "", count: 1, slots: machine.issueSlots)
    for (v, operation) in instance.operations.enumerated() {
      let waits = instance.incoming[v].contains { instance.edges[$0].isBlocking }
      let isKept = own != nil && operation.hasVariableLatency
      if isKept { kept.members.append(Member(parts: 1, issue: operation.issue, waits: waits)) }
      // More parts than warps have no schedule, whatever is said of the interval.
      let parts = min(operation.warpCount - (isKept ? 1 : 0), plain.count)
      if parts > 0 {
        plain.members.append(Member(parts: parts, issue: operation.issue, waits: waits))
      }
    }
    return [plain, kept].filter { !$0.members.isEmpty }
  }

  var leastInterval: Int { max(bySlots, byWaiting, byRoom) }

  /// All issue cycles in all slots.
  private var bySlots: Int {
    guard let slots else { return 1 }
    func least(_ weight: (Member) -> Int) -> Int {
      let load = WarpLoad(members.map { (weight($0), $0.parts) }, warps: count)
      return max(1, (load.leastMaximum + slots - 1) / slots)
    }
    let base = least(\.issue)
    return max(
      base,
      least { member in
        guard member.waits, member.issue > 0 else { return member.issue }
        // At longer intervals it takes no more slots of its first row.
        let taken = (member.issue + base - 1) / base
        return member.issue + max(0, slots - taken)
      })
  }

  /// Operations that wait, one after the other; one by itself on its warp may issue for longer than an interval.
  private var byWaiting: Int {
    let waiting = members.filter { $0.waits && $0.issue > 0 }
    let load = WarpLoad(waiting.map { ($0.issue, $0.parts) }, warps: count)
    guard load.itemCount > count else { return 1 }
    let least = load.leastMaximumWithLoneItems
    guard count == 1 else { return least }
    // The longest of the others needs a row more than its issue, between two that wait.
    let longest = members.reduce(0) { $1.waits ? $0 : max($0, $1.issue) }
    let gap = waiting.reduce(0) { max($0, $1.issue) }
    return least + (longest > 0 ? max(0, longest + 1 - gap) : 0)
  }

  /// A row beside every operation that certainly shares a warp with one that waits.
  private var byRoom: Int {
    let waiting = members.indices.filter { members[$0].waits }
      .sorted { members[$0].parts > members[$1].parts }
    var least = 1
    for (number, member) in members.enumerated() where member.issue > 0 {
      guard let other = waiting.prefix(2).first(where: { $0 != number }) else { continue }
      if members[other].parts + member.parts > count { least = max(least, member.issue + 1) }
    }
    return least
  }
}
