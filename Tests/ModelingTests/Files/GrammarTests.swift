import Modeling
import OptCore
import Testing

/// A model in one line a column and row, for comparing what a reader understood.
private func facts(_ model: Model) -> [String] {
  func sum(_ columns: some Sequence<Int32>, _ coefficients: some Sequence<Double>) -> String {
    zip(columns, coefficients)
      .map { "\($1) \(model.name(of: Variable(index: Int($0))))" }.joined(separator: " + ")
  }
  var lines = [
    "\(model.sense) \(sum(model.objective.columns, model.objective.coefficients)) + \(model.objective.constant)"
  ]
  for row in 0..<model.rowCount {
    let range = model.terms(ofRow: row)
    let terms = sum(model.termColumns[range], model.termCoefficients[range])
    let lazy = model.rowIsLazy[row] ? " lazy" : ""
    lines.append(
      "\(model.rowName(row)): \(model.rowLower[row]) <= \(terms) <= \(model.rowUpper[row])\(lazy)")
  }
  for column in 0..<model.columnCount {
    let name = model.name(of: Variable(index: column))
    let kind = model.columnKinds[column] == .integer ? " integer" : ""
    lines.append("\(name) in [\(model.columnLower[column]), \(model.columnUpper[column])]\(kind)")
  }
  return lines
}

@Suite("What the LP reader understands")
struct LPGrammarTests {
  private func read(_ text: String) throws -> [String] {
    facts(try Model(lp: SourceText(file: "a.lp", text: text)))
  }

  @Test("Objectives: labels, constants, missing and repeated terms, every sense word")
  func objectives() throws {
    #expect(try read("MAX o: 2x - 3 y + 5 - x\nend")[0] == "maximize 1.0 x + -3.0 y + 5.0")
    #expect(try read("Minimise\n obj:\nEnd\n") == ["minimize  + 0.0"])
    #expect(try read("min 2 * x + 4\n  y\nend")[0] == "minimize 2.0 x + 4.0 y + 0.0")
    for word in ["min", "Minimize", "MINIMISE", "Minimum"] {
      #expect(try read("\(word) x\nend")[0] == "minimize 1.0 x + 0.0")
    }
    for word in ["max", "Maximize", "MAXIMISE", "Maximum"] {
      #expect(try read("\(word) -x\nend")[0] == "maximize -1.0 x + 0.0")
    }
  }

  @Test("Constraints: every sign, limits on both sides, variables and constants on both sides")
  func constraints() throws {
    let lines = try read(
      """
      min x
      Subject To
       a: x + y <= 5
       b: x + y =< 5
       c: x < 5
       d: 2 x >= -1.5e1
       x => 3
       f: x > +3
       g: x = 4
       h: 3 <= x
       i: -2 <= x + y
          + z <= 7
       j: 9 >= x - y >= 1
       k: x + 1 <= 2 y + 4
       l: x <= inf
       m: 5 = x
       n: 2
          x >= 1
       o: - x + + y - - z >= .5
       p: 1 + x >= 2 + 3 y
      end
      """)
    #expect(
      Array(lines[1..<17]) == [
        "a: -inf <= 1.0 x + 1.0 y <= 5.0", "b: -inf <= 1.0 x + 1.0 y <= 5.0",
        "c: -inf <= 1.0 x <= 5.0", "d: -15.0 <= 2.0 x <= inf", "R5: 3.0 <= 1.0 x <= inf",
        "f: 3.0 <= 1.0 x <= inf", "g: 4.0 <= 1.0 x <= 4.0", "h: 3.0 <= 1.0 x <= inf",
        "i: -2.0 <= 1.0 x + 1.0 y + 1.0 z <= 7.0", "j: 1.0 <= 1.0 x + -1.0 y <= 9.0",
        "k: -inf <= 1.0 x + -2.0 y <= 3.0", "l: -inf <= 1.0 x <= inf",
        "m: 5.0 <= 1.0 x <= 5.0", "n: 1.0 <= 2.0 x <= inf",
        "o: 0.5 <= -1.0 x + 1.0 y + 1.0 z <= inf", "p: 1.0 <= 1.0 x + -3.0 y <= inf",
      ])
  }

  @Test("A limit ends its line: the next line begins a constraint, named or not")
  func unnamed() throws {
    let lines = try read("min x\nst\nx + y >= 2\n- x + z <= 3\ny - z >= -1\nend")
    #expect(
      Array(lines[1..<4]) == [
        "R1: 2.0 <= 1.0 x + 1.0 y <= inf", "R2: -inf <= -1.0 x + 1.0 z <= 3.0",
        "R3: -1.0 <= 1.0 y + -1.0 z <= inf",
      ])
  }

  @Test("Every word for the constraints, and lazy ones")
  func sections() throws {
    for words in ["subject to", "SUBJECT TO", "such that", "st", "ST", "s.t.", "st."] {
      #expect(try read("min x\n\(words)\nc: x >= 1\nend")[1] == "c: 1.0 <= 1.0 x <= inf")
    }
    let lines = try read(
      "min x\nst\na: x >= 1\nLazy Constraints\nb: x >= 2\nUser Cuts\nc: x >= 3\nend")
    #expect(
      Array(lines[1..<4]) == [
        "a: 1.0 <= 1.0 x <= inf", "b: 2.0 <= 1.0 x <= inf lazy", "c: 3.0 <= 1.0 x <= inf lazy",
      ])
  }

  @Test("Empty sections of parts that are no linear model are passed over")
  func emptySections() throws {
    let lines = try read("min x\nst\nc: x >= 1\ngen\nbin\nsemi\nsos1\nSemi-Continuous\nend\n")
    #expect(lines == ["minimize 1.0 x + 0.0", "c: 1.0 <= 1.0 x <= inf", "x in [0.0, inf]"])
  }

  @Test("Bounds in every form, and the kinds of variables")
  func bounds() throws {
    let lines = try read(
      """
      min a + b + c + d + e + f + g + h + i + j + k
      st
      Bounds
       a <= 5
       -inf <= b <= 5
       -3 <= c
       4 >= d >= -1
       e free
       f = -2.5
       g >= -Infinity
       2 >= h
       i > 1e30
       -5 <= i <= +inf
       j <= 1e20
       k = 1
      Generals
       a b
       c
      Binary
       d k
      Integer
       e
      end
      """)
    #expect(
      Array(lines[1...]) == [
        "a in [0.0, 5.0] integer", "b in [-inf, 5.0] integer", "c in [-3.0, inf] integer",
        "d in [0.0, 1.0] integer", "e in [-inf, inf] integer", "f in [-2.5, -2.5]",
        "g in [-inf, inf]", "h in [0.0, 2.0]", "i in [-5.0, inf]", "j in [0.0, inf]",
        "k in [1.0, 1.0] integer",
      ])
  }

  @Test("Names with odd characters, words of the format as names, comments, empty lines")
  func names() throws {
    let lines = try read(
      """
      \\ a comment
      min x[1,2] + y#3 + z~ \\ another

      st
       end: x[1,2] + bounds >= 1
       bin: st <= 4
      Bounds
       free <= 3
      End
      """)
    #expect(lines[0] == "minimize 1.0 x[1,2] + 1.0 y#3 + 1.0 z~ + 0.0")
    #expect(lines[1] == "end: 1.0 <= 1.0 x[1,2] + 1.0 bounds <= inf")
    #expect(lines[2] == "bin: -inf <= 1.0 st <= 4.0")
    #expect(lines.last == "free in [0.0, 3.0]")
  }

  @Test("A byte order mark, carriage returns and tabs do not matter")
  func blanks() throws {
    let lines = try read("\u{FEFF}min\r\n\tx\r\nst\r\n\tc:\tx >= 1\r\nend\r\n")
    #expect(lines == ["minimize 1.0 x + 0.0", "c: 1.0 <= 1.0 x <= inf", "x in [0.0, inf]"])
  }
}

@Suite("What the MPS reader understands")
struct MPSGrammarTests {
  private func read(_ text: String) throws -> [String] {
    facts(try Model(mps: SourceText(file: "a.mps", text: text)))
  }

  @Test("Rows, ranges by the rules of signs, and the objective's constant")
  func rows() throws {
    let lines = try read(
      """
      NAME t FREE
      ROWS
       N cost
       L a
       G b
       E c
       E d
       E e
       N other
      COLUMNS
       x cost 2 a 1
       x b 1 c 1
       x d 1 e 1
       x other 9
      RHS
       RHS a 10 b 10
       RHS c 10 d 10
       RHS e 10 cost -4
       SECOND a 99
      RANGES
       RNG a 3 b 3
       RNG c 3 d -3
       RNG e 0
      ENDATA
      """)
    #expect(
      lines == [
        "minimize 2.0 x + 4.0", "a: 7.0 <= 1.0 x <= 10.0", "b: 10.0 <= 1.0 x <= 13.0",
        "c: 10.0 <= 1.0 x <= 13.0", "d: 7.0 <= 1.0 x <= 10.0", "e: 10.0 <= 1.0 x <= 10.0",
        "x in [0.0, inf]",
      ])
  }

  @Test("Every kind of bound; integer columns without any are binary")
  func bounds() throws {
    let names = ["up", "lo", "fx", "fr", "mi", "pl", "bv", "li", "ui", "neg", "both", "inf", "int"]
    let columns = names.map { " \($0) o 1\n" }.joined()
    let lines = try read(
      "NAME t FREE\nROWS\n N o\nCOLUMNS\n" + columns + " M 'MARKER' 'INTORG'\n i1 o 1\n i2 o 1\n"
        + """
         M 'MARKER' 'INTEND'
         last o 1
        BOUNDS
         UP BND up 4
         LO BND lo -4
         FX BND fx 2.5
         FR BND fr
         MI BND mi
         PL BND pl
         BV BND bv
         LI BND li 2
         UI BND ui 7
         UP BND neg -3
         LO BND both -9
         UP BND both -3
         UP BND inf 1e30
         LI int 0
         LO BND i2 0
        ENDATA
        """)
    #expect(
      Array(lines[1...]) == [
        "up in [0.0, 4.0]", "lo in [-4.0, inf]", "fx in [2.5, 2.5]", "fr in [-inf, inf]",
        "mi in [-inf, inf]", "pl in [0.0, inf]", "bv in [0.0, 1.0] integer",
        "li in [2.0, inf] integer", "ui in [0.0, 7.0] integer", "neg in [-inf, -3.0]",
        "both in [-9.0, -3.0]", "inf in [0.0, inf]", "int in [0.0, inf] integer",
        "i1 in [0.0, 1.0] integer", "i2 in [0.0, inf] integer", "last in [0.0, inf]",
      ])
  }

  @Test("Senses and objectives named in sections, lazy rows, sets without names")
  func sections() throws {
    let lines = try read(
      """
      * a comment
      NAME
      OBJSENSE
          MAX
      OBJNAME
       second
      ROWS
       N first
       N second
       L r
      LAZYCONS
       G cut
      COLUMNS
       x first 1 second 2
       x r 1 cut 1
      RHS
       r 5 cut 1D+0
      BOUNDS
       UP x 3
      ENDATA
      """)
    #expect(
      lines == [
        "maximize 2.0 x + 0.0", "r: -inf <= 1.0 x <= 5.0", "cut: 1.0 <= 1.0 x <= inf lazy",
        "x in [0.0, 3.0]",
      ])
    #expect(try read("NAME\nROWS\n N o\nCOLUMNS\n x o 1\nSOS\nQUADOBJ\nENDATA").count == 2)
    #expect(try read("NAME\nOBJSENSE MAX\nROWS\n N o\nCOLUMNS\n x o 1\nENDATA")[0].hasPrefix("max"))
  }

  @Test("The fixed layout, with blanks in names and a missing set name")
  func fixed() throws {
    let lines = try read(
      """
      NAME          MY MODEL
      ROWS
       N  COST
       L  ROW 1
       G  ROW 2
      COLUMNS
          MARKER                 'MARKER'                 'INTORG'
          X 1       COST               2.5   ROW 1               1.
          X 1       ROW 2              -1.
          MARKER                 'MARKER'                 'INTEND'
          Y         COST                1.   ROW 1              -1.
      RHS
                    ROW 1               4.   ROW 2             -2.5
      BOUNDS
       UP           X 1                 9.
       MI BND       Y
      ENDATA
      """)
    #expect(
      lines == [
        "minimize 2.5 X 1 + 1.0 Y + 0.0", "ROW 1: -inf <= 1.0 X 1 + -1.0 Y <= 4.0",
        "ROW 2: -2.5 <= -1.0 X 1 <= inf", "X 1 in [0.0, 9.0] integer", "Y in [-inf, inf]",
      ])
  }
}
