/// One completion time a job may choose under given prices.
struct Choice {
  /// Cost (tardiness plus rent); overwritten by its weight later.
  var cost: Double
  /// Completion time.
  var end: Double
  /// First and last grid cell the job then touches.
  var first: Int
  var last: Int
}

/// A piecewise linear price function on a grid, for reading.
struct PriceCurve {
  let nodes: UnsafePointer<Double>
  let price: UnsafePointer<Double>
  /// Integral of the price up to each node.
  let integral: UnsafePointer<Double>
  let count: Int

  /// Integral of the price up to x, which lies in the given cell.
  @inline(__always)
  func integral(to x: Double, cell: Int) -> Double {
    let y = x - nodes[cell]
    let slope = (price[cell &+ 1] - price[cell]) / (nodes[cell &+ 1] - nodes[cell])
    return integral[cell] + y * (price[cell] + 0.5 * slope * y)
  }

  /// Costs of a job at the kinks of its cost function, those within `window` of the least.
  ///
  /// - Returns: how many choices were written, and the least cost.
  @inline(__always)
  func choices(
    p: Double, d: Double, w: Double, window: Double, into choice: UnsafeMutablePointer<Choice>
  ) -> (kept: Int, least: Double) {
    let cells = count &- 1
    var found = 0
    var least = Double.infinity
    var cell = 0
    var i = 1
    while i <= cells {
      let end = nodes[i]
      let start = end - p
      if start >= 0 {
        while cell &+ 1 < cells && nodes[cell &+ 1] <= start { cell &+= 1 }
        let cost = w * max(0, end - d) + integral[i] - integral(to: start, cell: cell)
        if cost < least + window {
          choice[found] = Choice(cost: cost, end: end, first: cell, last: i &- 1)
          found &+= 1
          least = min(least, cost)
        }
      }
      i &+= 1
    }
    cell = 0
    i = 0
    let horizon = nodes[cells]
    while i < cells {
      let end = nodes[i] + p
      if end > horizon { break }
      while cell &+ 1 < cells && nodes[cell &+ 1] < end { cell &+= 1 }
      let cost = w * max(0, end - d) + integral(to: end, cell: cell) - integral[i]
      if cost < least + window {
        choice[found] = Choice(cost: cost, end: end, first: i, last: cell)
        found &+= 1
        least = min(least, cost)
      }
      i &+= 1
    }
    if d >= p && d <= horizon {
      var first = 0
      while first &+ 1 < cells && nodes[first &+ 1] <= d - p { first &+= 1 }
      var last = first
      while last &+ 1 < cells && nodes[last &+ 1] < d { last &+= 1 }
      let cost = integral(to: d, cell: last) - integral(to: d - p, cell: first)
      if cost < least + window {
        choice[found] = Choice(cost: cost, end: d, first: first, last: last)
        found &+= 1
        least = min(least, cost)
      }
    }
    var kept = 0
    i = 0
    while i < found {
      if choice[i].cost < least + window {
        choice[kept] = choice[i]
        kept &+= 1
      }
      i &+= 1
    }
    return (kept, least)
  }

  /// Integrals of the hat functions of nodes `first...last + 1` over the time the job occupies.
  @inline(__always)
  func hats(_ choice: Choice, length: Double, into hat: UnsafeMutablePointer<Double>) {
    let start = choice.end - length
    var cell = choice.first
    hat[cell] = 0
    while cell <= choice.last {
      let width = nodes[cell &+ 1] - nodes[cell]
      let from = max(0, (start - nodes[cell]) / width)
      let to = min(1, (choice.end - nodes[cell]) / width)
      let right = 0.5 * width * (to * to - from * from)
      hat[cell] += width * (to - from) - right
      hat[cell &+ 1] = right
      cell &+= 1
    }
  }
}
