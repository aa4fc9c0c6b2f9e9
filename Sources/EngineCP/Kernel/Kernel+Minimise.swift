/// Predicates of a nogood that the others imply are left out, as far as explanations show it.
///
/// Source: Sorensson and Biere, "Minimizing learned clauses" (2009), with the semantic test that `x >= 5` implies `x >= 3`.
extension Kernel {
  private static var redundant: UInt8 { 1 }
  private static var necessary: UInt8 { 2 }

  mutating func minimise() {
    while marks.count < trail.count { marks.append(0) }
    while markValues.count < trail.count { markValues.append(0) }
    while levelStamp.count <= Int(level) { levelStamp.append(0) }
    stamp &+= 1
    for i in 0..<nogood.count { levelStamp[trail[entry(of: nogood[i])].level] = stamp }
    let before = nogood.count
    var kept = 1
    for i in 1..<max(nogood.count, 1) {
      let p = nogood[i]
      if follows(p, entry(of: p), depth: 0) {
        dropped.append(p)
      } else {
        nogood[kept] = p
        kept += 1
      }
    }
    nogood.truncate(to: kept)
    statistics.minimisedAway += before - kept
    for i in 0..<dropped.count { needed[dropped[i].view] = Kernel.absent }
    dropped.truncate(to: 0)
    for i in 0..<marked.count { marks[marked[i]] = 0 }
    marked.truncate(to: 0)
  }

  /// Whether the working nogood without later members implies predicate p, which trail entry `index` made true.
  private mutating func follows(_ p: Predicate, _ index: Int32, depth: Int) -> Bool {
    let entry = trail[index]
    if entry.reason == Reason.none || depth > 200 { return false }
    explain(p, entry.reason, entry.payload, before: index)
    if isLogging { logReason(p, entry.reason, entry.payload) }
    let start = pending.count
    for i in 0..<reasons.count { pending.append(reasons[i]) }
    let end = pending.count
    defer { pending.truncate(to: start) }
    for i in start..<end {
      let q = pending[i]
      let at = self.entry(of: q)
      if at < 0 || trail[at].level == 0 { continue }
      let member = needed[q.view]
      if member != Kernel.absent, member >= q.value {
        // Only members older than p: else two could imply each other.
        if member == q.value || self.entry(of: Predicate(q.view, member)) < index { continue }
      }
      if levelStamp[trail[at].level] != stamp { return false }
      if marks[at] == Kernel.necessary { return false }
      if marks[at] == Kernel.redundant, markValues[at] >= q.value { continue }
      let isRedundant = follows(q, at, depth: depth + 1)
      if marks[at] == 0 { marked.append(at) }
      marks[at] = isRedundant ? Kernel.redundant : Kernel.necessary
      markValues[at] = q.value
      if !isRedundant { return false }
    }
    return true
  }
}
