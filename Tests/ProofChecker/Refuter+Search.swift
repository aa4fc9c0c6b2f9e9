/// One decision and its alternatives.
struct Choice {
  enum Kind {
    /// Column `a` is at most `middle`, or greater.
    case split
    /// Task `a` is before `b`, or after it.
    case order
    /// Rectangle `a` is before `b` in x, after it, before it in y, after it.
    case relation
    /// Number `a`, `a` + 1, ... of the terms.
    case pick
  }

  var kind: Kind
  var a = 0
  var b = 0
  var middle = 0
  /// Number of alternatives.
  var count = 2
}

/// How far the state of a search has come, for taking back what follows.
struct Mark {
  var changes: Int
  var active: Int
  var terms: Int
  var settled: Int
  var picked: Int
}

/// A decision whose alternatives are tried one after the other.
struct Frame {
  var choice: Choice
  var next = 0
  var mark: Mark
}

extension Refuter {
  func mark() -> Mark {
    Mark(
      changes: bounds.changes, active: active.count, terms: store.count,
      settled: settled.count, picked: picked)
  }

  mutating func undo(to mark: Mark) {
    bounds.undo(to: mark.changes)
    active.removeLast(active.count - mark.active)
    store.cut(to: mark.terms)
    while settled.count > mark.settled { isSettled[Int(settled.removeLast())] = false }
    picked = mark.picked
  }

  /// Searches for a point that satisfies everything and falsifies the clause, of which there has to be none.
  ///
  /// - Parameter limit: of nodes.
  mutating func search(limit: Int) -> Verdict {
    frames.removeAll(keepingCapacity: true)
    picked = -1
    others = otherColumns()
    guard propagate() else { return .implied }
    while true {
      if let choice = choice() {
        frames.append(Frame(choice: choice, mark: mark()))
      } else {
        if hasAllItems {
          switch attempt() {
          case .witness(let point): return .wrong(point)
          case .unknown: return .open("its numbers are too large")
          case .none: break
          }
        }
        if let choice = split() {
          frames.append(Frame(choice: choice, mark: mark()))
        } else if !hasAllItems {
          return .open("nothing is left to decide")
        }
      }
      while true {
        guard let frame = frames.last else { return .implied }
        undo(to: frame.mark)
        if frame.next == frame.choice.count {
          frames.removeLast()
          continue
        }
        frames[frames.count - 1].next += 1
        nodes += 1
        if nodes > limit || work > 300_000_000 {
          return .open("it is not refuted in \(nodes) nodes")
        }
        if apply(frame.choice, frame.next), propagate() { break }
      }
    }
  }

  /// Takes an alternative; false = impossible.
  private mutating func apply(_ choice: Choice, _ alternative: Int) -> Bool {
    switch choice.kind {
    case .split:
      return alternative == 0
        ? bounds.cap(choice.a, to: choice.middle) : bounds.raise(choice.a, to: choice.middle + 1)
    case .order:
      settle(choice.a, choice.b)
      return alternative == 0
        ? order(shape.items, choice.a, before: choice.b)
        : order(shape.items, choice.b, before: choice.a)
    case .relation:
      guard case .rectangles(let x, let y) = shape else { return true }
      settle(choice.a, choice.b)
      let tasks = alternative < 2 ? x : y
      return alternative % 2 == 0
        ? order(tasks, choice.a, before: choice.b) : order(tasks, choice.b, before: choice.a)
    case .pick:
      picked = choice.a + alternative
      return true
    }
  }

  /// What to decide about the constraint; nil = nothing but values.
  private mutating func choice() -> Choice? {
    switch shape {
    case .maximum(let range): pickTerm(range)
    case .element(let index, let range): pickPlace(index, of: range.count)
    case .noOverlap, .cumulative: pairToOrder() ?? presenceToDecide()
    case .rectangles: pairToRelate() ?? presenceToDecide()
    case .rows, .conditional, .unsupported: nil
    }
  }
}
