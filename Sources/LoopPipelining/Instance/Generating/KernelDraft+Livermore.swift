extension KernelDraft {
  mutating func hydrodynamics() {
    let (z, y) = (load("z"), load("y"))
    // z[k + 10] was loaded an iteration before as z[k + 11].
    let inner = add("a", multiply("rz", z.delayed(by: 1)), multiply("tz", z))
    store("x", add("q", multiply("yz", y, inner)))
  }

  mutating func innerProduct() {
    let q = add("q", multiply("zx", load("z"), load("x")))
    feed(q, from: q.delayed(by: 1))
  }

  mutating func tridiagonal() {
    let difference = add("d", load("y"))
    let x = multiply("x", load("z"), difference)
    feed(difference, from: x.delayed(by: 1))
    store("st", x)
  }

  /// x = u[k] + r (z + r y) + t (u[k+3] + r (u[k+2] + r u[k+1]) + t (u[k+6] + q (u[k+5] + q u[k+4])))
  mutating func equationOfState() {
    let (u6, y, z) = (load("u6"), load("y"), load("z"))
    func u(_ place: Int) -> Value { u6.delayed(by: 6 - place) }
    let zy = add("zy", z, multiply("ry", y))
    let u21 = add("u21", u(2), multiply("ru1", u(1)))
    let u321 = add("u321", u(3), multiply("ru2", u21))
    let u54 = add("u54", u(5), multiply("qu4", u(4)))
    let u654 = add("u654", u6, multiply("qu5", u54))
    let tail = add("tail", u321, multiply("tu", u654))
    let head = add("head", u(0), multiply("rzy", zy))
    store("st", add("x", head, multiply("tt", tail)))
  }

  mutating func partialSums() {
    let x = add("x", load("y"))
    feed(x, from: x.delayed(by: 1))
    store("st", x)
  }

  mutating func differences() {
    let y = load("y")
    store("st", add("x", y, y.delayed(by: 1)))
  }
}
