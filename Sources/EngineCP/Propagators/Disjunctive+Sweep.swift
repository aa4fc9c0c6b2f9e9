/// What a sweep of edge finding can leave out: whatever it has seen before, when it found nothing.
///
/// A conclusion is drawn from white tasks and one grey task, of which at least one must have changed since. If starts have not,
/// that is a white task whose completion has come down, so the sweep begins below the old completion. And it is over when all
/// changed tasks are grey and would have to wait for white ones that may be over before they start.
extension Disjunctive {
  /// Completions below `top` are swept; from `bottom` down only tasks that start at `start` or later can be moved.
  struct SweepRange: BitwiseCopyable {
    var top: Int
    var bottom: Int
    var start: Int
  }

  /// `top` is `Int.min` where there is nothing to look at.
  func sweepRange(_ half: Int) -> SweepRange {
    var range = SweepRange(top: Int.min, bottom: Int.max, start: Int.max)
    var i = 0
    while i < count {
      let old = quiet[half + i]
      if state[i] != old.state {
        return SweepRange(top: Int.max, bottom: Int.min, start: Int.max)
      }
      let hasMoved = est[i] != old.est
      if state[i] != .absent, hasMoved || lct[i] != old.lct {
        range.bottom = min(range.bottom, lct[i], old.lct)
        range.top = hasMoved ? Int.max : max(range.top, old.lct)
        if hasMoved { range.start = min(range.start, est[i]) }
      }
      i += 1
    }
    return range
  }

  /// Fills the tree: tasks that are over before `top` are white.
  ///
  /// - Returns: the last place of these in the order of completions.
  func prepareSweep(from top: Int, _ half: Int) -> Int {
    var i = 0
    while i < count {
      let place = Int(leaf[i])
      isWhite[i] = state[i] == .present && lct[i] < top
      if isWhite[i] {
        tree.prepareWhite(place, start: est[i], duration: Int(tasks[i].duration))
      } else if state[i] == .absent {
        tree.prepareEmpty(place)
      } else {
        tree.prepareGrey(place, start: est[i], duration: Int(tasks[i].duration))
      }
      i += 1
    }
    tree.build()
    var place = count - 1
    while place >= 0, lct[Int(byEnd[half + place])] >= top { place -= 1 }
    return place
  }

  /// Notes what a sweep saw that found nothing.
  func keepQuiet(_ half: Int) {
    var i = 0
    while i < count {
      quiet[half + i] = Window(est: est[i], lct: lct[i], state: state[i])
      i += 1
    }
  }
}
