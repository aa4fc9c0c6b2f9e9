import EngineCP
import Modeling
import Testing

@Suite("Clauses: the last predicate that can hold does")
struct ClauseTests {
  @Test("The last literal holds, whichever it is")
  func lastLiteral() throws {
    var model = Model("clause")
    let (a, b, c) = (model.binary(), model.binary(), model.binary())
    model.requireAny([a.literal, b.literal, !c])
    #expect(try model.propagated() == [0...1, 0...1, 0...1])
    #expect(try model.propagated(a.isZero) == [0...0, 0...1, 0...1])
    #expect(try model.propagated(a.isZero, b.isZero) == [0...0, 0...0, 0...0])
    #expect(try model.propagated(c.isOne, a.isZero) == [0...0, 1...1, 1...1])
    #expect(try model.propagated(c.isOne, b.isOne) == [0...1, 1...1, 1...1])
  }

  @Test("Whatever order the others fail in", arguments: 0..<6)
  func anyOrder(last: Int) throws {
    var model = Model("long clause")
    let a = model.binaries(6)
    model.requireAny(a)
    // 5 k modulo 6 visits all: backwards from the last one.
    let others = (1..<6).map { a[(last + 5 * $0) % 6].isZero }
    let bounds = try model.propagated(others[0], others[1], others[2], others[3], others[4])
    #expect(bounds == (0..<6).map { $0 == last ? 1...1 : 0...0 })
    let open = try model.propagated(others[0], others[1], others[2], others[3])
    #expect(open?.filter { $0 == 0...1 }.count == 2)
  }

  @Test("Clauses that are facts, contradictions, or nothing")
  func short() throws {
    var model = Model("short")
    let (a, b) = (model.binary(), model.binary())
    model.requireAny([a.literal, !a])
    #expect(try model.propagated() == [0...1, 0...1])
    model.requireAny([!b, !b])
    #expect(try model.propagated() == [0...1, 0...0])
    model.requireAny([a.literal, b.literal])
    #expect(try model.propagated() == [1...1, 0...0])
    model.requireAny([Literal]())
    #expect(try model.propagated() == nil)
  }

  @Test("Bounds of numbers stand in clauses like literals")
  func bounds() throws {
    var model = Model("bounds")
    let x = model.variable(.integer, upper: 9)
    let (b, c) = (model.binary(), model.binary())
    model.require(x >= 5, if: b)
    #expect(try model.propagated(b.isOne) == [5...9, 1...1, 0...1])
    #expect(try model.propagated(x.atMost(4)) == [0...4, 0...0, 0...1])
    #expect(try model.propagated(x.atMost(5)) == [0...5, 0...1, 0...1])
    model.require(.relation(LinearRelation(2, LinearExpression(of: x), 6), if: [b.literal, !c]))
    #expect(try model.propagated(b.isOne) == [5...9, 1...1, 0...1])
    #expect(try model.propagated(b.isOne, c.isZero) == [5...6, 1...1, 0...0])
    #expect(try model.propagated(x.atLeast(7), b.isOne) == [7...9, 1...1, 1...1])
    #expect(try model.propagated(x.atLeast(7), c.isZero) == [7...9, 0...0, 0...0])
  }

  @Test("Exactly one of few and of many", arguments: [3, 8, 9, 12])
  func exactlyOne(count: Int) throws {
    var model = Model("exactly one")
    let a = model.binaries(count)
    model.requireExactlyOne(a)
    #expect(try model.propagated() == (0..<count).map { _ in 0...1 })
    #expect(try model.propagated(a[1].isOne) == (0..<count).map { $0 == 1 ? 1...1 : 0...0 })
    // All but two are 0: open still. Then one more.
    for place in 2..<count { model.fix(a[place], to: 0) }
    #expect(try model.propagated() == (0..<count).map { $0 < 2 ? 0...1 : 0...0 })
    #expect(try model.propagated(a[0].isZero)?[1] == 1...1)
    #expect(try model.propagated(a[1].isZero)?[0] == 1...1)
  }

  @Test("A literal that stands twice counts twice, so it does not hold")
  func twice() throws {
    var model = Model("twice")
    let (a, b) = (model.binary(), model.binary())
    model.requireExactlyOne([!a, b.literal, !a])
    #expect(try model.propagated() == [1...1, 1...1])
  }

  @Test("One of a literal and its negation holds, so no other one does", arguments: [3, 10])
  func opposites(count: Int) throws {
    var model = Model("opposites")
    let a = model.binaries(count)
    model.requireExactlyOne(a.map(\.literal) + [!a[1]])
    #expect(try model.propagated() == (0..<count).map { $0 == 1 ? 0...1 : 0...0 })
    // With the pair once more two of them hold.
    model.requireExactlyOne([a[1].literal, !a[1], a[1].literal])
    #expect(try model.propagated()?[1] == 0...0)
    model.requireExactlyOne([a[0].literal, !a[0], a[0].literal, !a[0]])
    #expect(try model.propagated() == nil)
  }

  @Test("A row that only all of them break is a clause")
  func rows() throws {
    var model = Model("row")
    let (a, b, c) = (model.binary(), model.binary(), model.binary())
    // 3 + 2 + 2 = 7 breaks it, without the least 5 does not.
    model.require(3 * a + 2 * b + 2 * c <= 6)
    #expect(try model.propagated(a.isOne) == [1...1, 0...1, 0...1])
    #expect(try model.propagated(a.isOne, c.isOne) == [1...1, 0...0, 1...1])
    #expect(try model.propagated(b.isOne, c.isOne) == [0...0, 1...1, 1...1])
  }
}
