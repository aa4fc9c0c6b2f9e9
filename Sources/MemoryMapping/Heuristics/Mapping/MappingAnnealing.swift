import OptCore

/// Simulated annealing over plans: a move changes one plan and makes room for it by shortening others; addresses are found afterwards.
///
/// - Source: Kirkpatrick, Gelatt and Vecchi (1983), "Optimization by simulated annealing"; moves and ejections are ours.
package struct MappingAnnealing {
  let units: MappingUnits
  package let state: MappingState
  var random: RandomStream
  /// Units that fit into the memory.
  let movable: [Int]
  /// Units that moves begin with.
  package private(set) var focus: [Int]
  // What the move under way has changed.
  var touched: [Int] = []
  var isTouched: [Bool]
  var savedMode: [Int]
  var savedWish: [Int]
  var savedTail: [Int]
  var savedPreload: [Bool]
  /// The total of the state, between moves.
  package var current: Int

  package init(_ units: MappingUnits, state: MappingState, random: RandomStream) {
    self.units = units
    self.state = state
    self.random = random
    movable = units.units.indices.filter {
      units.units[$0].highest >= 0 && !units.units[$0].accesses.isEmpty
    }
    focus = movable
    isTouched = [Bool](repeating: false, count: units.units.count)
    savedMode = [Int](repeating: 0, count: units.accesses.count)
    savedWish = savedMode
    savedTail = [Int](repeating: 0, count: units.units.count)
    savedPreload = isTouched
    current = state.total
  }

  /// From now on moves begin with units that have an access in a window of instructions; nil = with any.
  package mutating func focus(on window: Range<Int>?) {
    focus = movable.filter { unit in
      guard let window else { return true }
      return units.units[unit].accesses.contains { window.contains(units.accesses[$0].time) }
    }
  }

  /// Remembers a plan before its first change in a move.
  mutating func touch(_ unit: Int) {
    guard !isTouched[unit] else { return }
    isTouched[unit] = true
    touched.append(unit)
    for access in units.units[unit].accesses {
      savedMode[access] = state.mode[access]
      savedWish[access] = state.wish[access]
    }
    savedTail[unit] = state.tail[unit]
    savedPreload[unit] = state.preloaded[unit]
  }

  /// Ends a move: what it changed stays, or is undone.
  mutating func close(accept: Bool) {
    for unit in touched {
      isTouched[unit] = false
      guard !accept else { continue }
      for access in units.units[unit].accesses {
        state.mode[access] = savedMode[access]
        state.wish[access] = savedWish[access]
      }
      state.tail[unit] = savedTail[unit]
      state.preloaded[unit] = savedPreload[unit]
      state.apply(unit)
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// One move at a temperature in picoseconds; whether it was accepted.
  package mutating func step(temperature: Double) -> Bool {
    guard !focus.isEmpty else { return false }
    let unit = focus[random.below(focus.count)]
    touch(unit)
    change(unit)
    state.apply(unit)
    guard makeRoom(for: unit) else {
      close(accept: false)
      return false
    }
    // All copies hidden is the best that can be.
    guard Double(state.duration - current) < 16 * temperature else {
      close(accept: false)
      return false
    }
    let total = state.total
    let loss = Double(total - current)
    let accept = loss <= 0 || random.unit() < Self.chance(loss / temperature)
    if accept { current = total }
    close(accept: accept)
    return accept
  }

  /// e^-x, nearly; 0 from x = 16 on.
  private static func chance(_ x: Double) -> Double {
    guard x < 16 else { return 0 }
    var y = 1 - x / 64
    for _ in 0..<6 { y *= y }
    return y
  }
}

/// The plans of all units, to come back to.
package struct MappingPlans: Sendable {
  private var mode: [Int]
  private var wish: [Int]
  private var tail: [Int]
  private var preloaded: [Bool]

  /// The same again, of the same program, without new storage.
  package mutating func update(from state: MappingState) {
    for access in mode.indices {
      mode[access] = state.mode[access]
      wish[access] = state.wish[access]
    }
    for unit in tail.indices {
      tail[unit] = state.tail[unit]
      preloaded[unit] = state.preloaded[unit]
    }
  }

  package init(of state: MappingState) {
    let (accesses, units) = (state.units.accesses.count, state.units.units.count)
    mode = (0..<accesses).map { state.mode[$0] }
    wish = (0..<accesses).map { state.wish[$0] }
    tail = (0..<units).map { state.tail[$0] }
    preloaded = (0..<units).map { state.preloaded[$0] }
  }

  /// Sets them all.
  package func restore(_ state: MappingState) {
    for access in mode.indices {
      state.mode[access] = mode[access]
      state.wish[access] = wish[access]
    }
    for unit in tail.indices {
      state.tail[unit] = tail[unit]
      state.preloaded[unit] = preloaded[unit]
      state.apply(unit)
    }
  }
}
