/// Which assumptions contradict each other.
extension Kernel {
  /// Puts into `core` an assumption that has become false, and the earlier ones that made it so.
  ///
  /// It goes back along the trail from the opposite of the assumption, explaining what was pushed, until only decisions are
  /// left: below the assumptions there are no others. Source: Een and Sorensson, "An extensible SAT-solver" (2003), carried over to bounds.
  mutating func findCore(of assumption: Predicate) {
    assert(isFalse(assumption))
    core.append(assumption)
    if levelTrail.count == 0 { return }
    touched.truncate(to: 0)
    ask(for: assumption.negated)
    var index = trail.count - 1
    let root = Int(levelTrail[0])
    while index >= root {
      let entry = trail[index]
      let value = needed[entry.view]
      if value != Kernel.absent, entry.old < value {
        needed[entry.view] = Kernel.absent
        if entry.reason == Reason.none {
          core.append(Predicate(entry.view, entry.new))
        } else {
          explain(
            Predicate(entry.view, value), entry.reason, entry.payload,
            before: Int32(truncatingIfNeeded: index))
          for i in 0..<reasons.count { ask(for: reasons[i]) }
        }
      }
      index -= 1
    }
    for i in 0..<touched.count { needed[touched[i]] = Kernel.absent }
  }

  /// Notes that a predicate has to be explained, unless the root decides it.
  private mutating func ask(for p: Predicate) {
    let entry = entry(of: p)
    if entry < 0 || trail[entry].level == 0 { return }
    needed[p.view] = max(needed[p.view], p.value)
    touched.append(p.view)
  }
}
