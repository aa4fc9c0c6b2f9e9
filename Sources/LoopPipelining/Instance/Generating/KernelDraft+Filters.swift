extension KernelDraft {
  mutating func filter(taps: Int) {
    let x = load("x")
    let products = (0..<taps).map { multiply("m\($0)", x.delayed(by: $0)) }
    if let y = sum("a", products) { store("y", y) }
  }

  mutating func transposedFilter(taps: Int) {
    let x = load("x")
    var last: Value?
    for tap in 0..<taps {
      let product = multiply("m\(tap)", x)
      last = last.map { add("s\(tap)", product, $0.delayed(by: 1)) } ?? product
    }
    if let last { store("y", last) }
  }

  mutating func sections(_ count: Int) {
    var x = load("x")
    for s in 0..<count {
      let w1 = add("s\(s).w1", x)
      let w = add("s\(s).w", w1)
      // w = (x - a1 w[n-1]) - a2 w[n-2]
      feed(w1, from: multiply("s\(s).a1", w.delayed(by: 1)))
      feed(w, from: multiply("s\(s).a2", w.delayed(by: 2)))
      let b1 = multiply("s\(s).b1", w.delayed(by: 1))
      let b2 = multiply("s\(s).b2", w.delayed(by: 2))
      x = add("s\(s).y", add("s\(s).y1", w, b1), b2)
    }
    store("y", x)
  }

  mutating func differentialEquation() {
    let x = add("x")
    feed(x, from: x.delayed(by: 1))
    add("test", x)
    let u1 = add("u1")
    let u = add("u", u1)
    let step = multiply("udx", u.delayed(by: 1))
    let y = add("y", step)
    feed(y, from: y.delayed(by: 1))
    // u = u - (3 x) (u dx) - (3 y) dx, all of the iteration before
    let x3 = multiply("x3", x.delayed(by: 1))
    let y3 = multiply("y3", y.delayed(by: 1))
    let ux = multiply("uxdx", x3, multiply("udx2", u.delayed(by: 1)))
    feed(u1, from: u.delayed(by: 1))
    feed(u1, from: ux)
    feed(u, from: multiply("ydx", y3))
  }

  mutating func butterfly() {
    let (ar, ai, br, bi) = (load("ar"), load("ai"), load("br"), load("bi"))
    let (wr, wi) = (load("wr"), load("wi"))
    let tr = add("tr", multiply("rr", br, wr), multiply("ii", bi, wi))
    let ti = add("ti", multiply("ri", br, wi), multiply("ir", bi, wr))
    store("cr", add("sr", ar, tr))
    store("ci", add("si", ai, ti))
    store("dr", add("er", ar, tr))
    store("di", add("ei", ai, ti))
  }

  mutating func column(rows: Int) {
    let x = load("x")
    for row in 0..<rows {
      let total = add("y\(row)", multiply("m\(row)", load("a\(row)"), x))
      feed(total, from: total.delayed(by: 1))
    }
  }
}
