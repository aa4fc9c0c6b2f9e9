/// The cheapest way to do a copy within a window that grows slot by slot: a fractional knapsack.
///
/// Every slot takes a limited part of the copy at a price of its own; what is left waits, at the price `one`.
struct CopyPlan {
  /// A part of the copy.
  struct Part {
    var slot: Int
    var price: Int
    var volume: Int
  }

  /// The parts that were bought, by descending price.
  private(set) var parts: [Part] = []
  /// What waits.
  private(set) var waiting = 0
  /// The price of all of it.
  private(set) var cost = 0
  private var one = 1

  /// A copy of which all waits.
  mutating func start(volume: Int, one: Int) {
    parts.removeAll(keepingCapacity: true)
    (waiting, self.one) = (volume, one)
    cost = volume * one
  }

  /// Adds a slot that may do `room` of the copy.
  ///
  /// - Complexity: O(parts).
  @inline(__always)
  mutating func add(slot: Int, price: Int, room: Int) {
    guard room > 0, price < one else { return }
    if waiting == 0 {
      guard let worst = parts.first, price < worst.price else { return }
    }
    take(slot, price, room)
  }

  private mutating func take(_ slot: Int, _ price: Int, _ room: Int) {
    var taken = min(waiting, room)
    waiting -= taken
    cost -= taken * (one - price)
    var emptied = 0
    while taken < room, emptied < parts.count, parts[emptied].price > price {
      let moved = min(room - taken, parts[emptied].volume)
      cost -= moved * (parts[emptied].price - price)
      parts[emptied].volume -= moved
      taken += moved
      if parts[emptied].volume == 0 { emptied += 1 }
    }
    parts.removeFirst(emptied)
    guard taken > 0 else { return }
    let place = parts.firstIndex { $0.price <= price } ?? parts.count
    parts.insert(Part(slot: slot, price: price, volume: taken), at: place)
  }
}
