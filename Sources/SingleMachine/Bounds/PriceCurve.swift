/// A piecewise linear price function on a grid, for reading.
struct PriceCurve {
  let nodes: UnsafePointer<Double>
  let price: UnsafePointer<Double>
  /// Integral of the price up to each node.
  let integral: UnsafePointer<Double>
  /// Number of nodes.
  let count: Int

  /// Integral of the price up to x, which lies in the given cell.
  @inline(__always)
  func integral(to x: Double, cell: Int) -> Double {
    let y = x - nodes[cell]
    let slope = (price[cell &+ 1] - price[cell]) / (nodes[cell &+ 1] - nodes[cell])
    return integral[cell] + y * (price[cell] + 0.5 * slope * y)
  }

  /// Last cell that begins at or before x.
  @inline(__always)
  func cell(of x: Double) -> Int {
    var low = 0
    var high = count &- 1
    while low &+ 1 < high {
      let middle = (low &+ high) >> 1
      if nodes[middle] <= x { low = middle } else { high = middle }
    }
    return low
  }

  /// Integrals of the hat functions of the nodes of a slot's cells over the time it occupies.
  @inline(__always)
  func hats(_ slot: Slot, length: Double, into hat: UnsafeMutablePointer<Double>) {
    let start = slot.end - length
    var cell = slot.first
    hat[cell] = 0
    while cell <= slot.last {
      let width = nodes[cell &+ 1] - nodes[cell]
      let from = max(0, (start - nodes[cell]) / width)
      let to = min(1, (slot.end - nodes[cell]) / width)
      let right = 0.5 * width * (to * to - from * from)
      hat[cell] += width * (to - from) - right
      hat[cell &+ 1] = right
      cell &+= 1
    }
  }
}

/// One place on the machine a job of a given length may take.
struct Slot {
  /// Completion time.
  var end: Double
  /// Rent of the time it takes.
  var rent: Double
  /// First and last grid cell it touches.
  var first: Int
  var last: Int
}

/// The slots at which the cost of a job of one length can have a kink: those that end or begin at a node.
struct SlotList {
  let slots: UnsafeMutablePointer<Slot>
  private(set) var count = 0

  init(storage: UnsafeMutablePointer<Slot>) { slots = storage }

  /// Lists the slots of a length, by a linear sweep.
  mutating func fill(length: Double, curve: PriceCurve) {
    let cells = curve.count &- 1
    let horizon = curve.nodes[cells]
    count = 0
    var cell = 0
    var i = 1
    while i <= cells {
      let end = curve.nodes[i]
      let start = end - length
      if start >= 0 {
        while cell &+ 1 < cells && curve.nodes[cell &+ 1] <= start { cell &+= 1 }
        let rent = curve.integral[i] - curve.integral(to: start, cell: cell)
        add(Slot(end: end, rent: rent, first: cell, last: i &- 1))
      }
      i &+= 1
    }
    cell = 0
    i = 0
    while i < cells && curve.nodes[i] + length <= horizon {
      let end = curve.nodes[i] + length
      while cell &+ 1 < cells && curve.nodes[cell &+ 1] < end { cell &+= 1 }
      let rent = curve.integral(to: end, cell: cell) - curve.integral[i]
      add(Slot(end: end, rent: rent, first: i, last: cell))
      i &+= 1
    }
  }

  @inline(__always)
  private mutating func add(_ slot: Slot) {
    slots[count] = slot
    count &+= 1
  }

  /// The slot that ends at x, as an extra behind the list.
  @inline(__always)
  mutating func withExtra(endingAt x: Double, length: Double, curve: PriceCurve) -> Int {
    guard x >= length, x <= curve.nodes[curve.count &- 1] else { return count }
    let first = curve.cell(of: x - length)
    var last = first
    while last &+ 2 < curve.count && curve.nodes[last &+ 1] < x { last &+= 1 }
    let rent = curve.integral(to: x, cell: last) - curve.integral(to: x - length, cell: first)
    slots[count] = Slot(end: x, rent: rent, first: first, last: last)
    return count &+ 1
  }
}
