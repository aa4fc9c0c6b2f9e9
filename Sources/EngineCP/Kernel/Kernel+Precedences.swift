/// `to >= from + distance`, if `literal` holds.
struct Precedence: BitwiseCopyable {
  var from: Int32
  var to: Int32
  var distance: Value
  /// View -1 = always.
  var literal: Predicate
}

/// A precedence as seen from where it starts.
struct OutgoingPrecedence: BitwiseCopyable {
  var to: Int32
  var distance: Value
  /// Without one, a predicate that always holds.
  var literal: Predicate
  var number: Int32
}

/// All differences of two views in one place, propagated along the trail like clauses: no queue, no virtual call.
extension Kernel {
  /// Adds `to >= from + distance`, on condition of a literal if there is one, in both directions.
  ///
  /// - Returns: false when that is a contradiction at the root.
  mutating func addPrecedence(
    from: Int32, to: Int32, distance: Value, if literal: Predicate? = nil
  ) -> Bool {
    assert(level == 0)
    let literal = literal.flatMap { isTrue($0) ? nil : $0 }
    if let literal, isFalse(literal) { return true }
    if from == to {
      if distance <= 0 { return true }
      guard let literal else { return false }
      return addClause([literal.negated])
    }
    let forward = Precedence(
      from: from, to: to, distance: distance, literal: literal ?? Predicate(-1, 0))
    for precedence in [
      forward,
      Precedence(from: to ^ 1, to: from ^ 1, distance: distance, literal: forward.literal),
    ] {
      let number = Int32(truncatingIfNeeded: precedences.count)
      precedences.append(precedence)
      precedenceSources.append(source)
      outgoing.base[Int(precedence.from)].append(
        OutgoingPrecedence(
          to: precedence.to, distance: distance,
          literal: literal ?? Predicate(precedence.to, Value.min), number: number))
      if let literal { enforced.base[Int(literal.view)].append(number) }
      if !apply(number) { return false }
    }
    return true
  }

  /// What follows from the bound of a view.
  mutating func propagateOutgoing(_ view: Int32) -> Bool {
    let list = outgoing[view]
    let bound = lower[view]
    var i = 0
    while i < list.count {
      let arc = list[i]
      i += 1
      let value = bound &+ arc.distance
      // A precedence in force moves a lower bound, one that is open is switched off beyond an upper bound. Most do nothing:
      // selects cost less than branches that nobody can foretell.
      let low = lower[arc.to]
      let high = 0 &- lower[arc.to ^ 1]
      let isOn = lower[arc.literal.view] >= arc.literal.value
      let isOff = 0 &- lower[arc.literal.view ^ 1] < arc.literal.value
      let open = isOff ? Value.max : high
      if value <= (isOn ? low : open) { continue }
      if isOn {
        if !push(arc.to, value, Reason.precedence, arc.number) { return false }
      } else {
        let off = arc.literal.negated
        if !push(off.view, off.value, Reason.precedence, arc.number) { return false }
      }
    }
    return true
  }

  /// Precedences that an entry has switched on.
  mutating func propagateEnforced(_ entry: TrailEntry) -> Bool {
    let list = enforced[entry.view]
    for i in 0..<list.count {
      let value = precedences[list[i]].literal.value
      if value > entry.old, value <= entry.new, !apply(list[i]) { return false }
    }
    return true
  }

  /// Propagates one precedence.
  private mutating func apply(_ number: Int32) -> Bool {
    let arc = precedences[number]
    let value = lower[arc.from] + arc.distance
    if arc.literal.view < 0 || isTrue(arc.literal) {
      return push(arc.to, value, Reason.precedence, number)
    }
    if value > upper(arc.to) {
      let off = arc.literal.negated
      return push(off.view, off.value, Reason.precedence, number)
    }
    return true
  }

  /// Why a precedence pushed `conclusion`: its start's bound and its literal, or both ends where it was switched off.
  mutating func explainPrecedence(_ conclusion: Predicate, _ number: Int32, before position: Int32)
  {
    let arc = precedences[number]
    if arc.literal.view >= 0, conclusion.view == arc.literal.view ^ 1 {
      // from >= a and -to >= b with a + distance + b > 0: the later of the two is weakened.
      let (a, b) = (bound(arc.from, before: position), bound(arc.to ^ 1, before: position))
      let slack = a + arc.distance + b - 1
      if entry(of: Predicate(arc.from, a)) >= entry(of: Predicate(arc.to ^ 1, b)) {
        reasons.append(Predicate(arc.from, a - slack))
        reasons.append(Predicate(arc.to ^ 1, b))
      } else {
        reasons.append(Predicate(arc.from, a))
        reasons.append(Predicate(arc.to ^ 1, b - slack))
      }
      return
    }
    reasons.append(Predicate(arc.from, conclusion.value - arc.distance))
    if arc.literal.view >= 0 { reasons.append(arc.literal) }
  }
}
