import Modeling
import ProofChecker
import TestSupport
import Testing

@Suite("Proof: broken ones are rejected, each for its own reason")
struct ProofBrokenTests {
  /// Lines of a proof, the line of the fault, and a part of its reason.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var lines: [String]
    var fault: Int
    var reason: String
    var testDescription: String { name }

    init(_ name: String, _ lines: [String], _ fault: Int, _ reason: String) {
      (self.name, self.lines, self.fault, self.reason) = (name, lines, fault, reason)
    }
  }

  /// A proof with some lines replaced; "" = left out.
  static func changed(_ lines: [String], _ changes: [Int: String]) -> [String] {
    lines.enumerated().map { changes[$0.offset] ?? $0.element }.filter { $0 != "" }
  }

  static func infeasible(_ changes: [Int: String]) -> [String] {
    changed(ProofExamples.infeasible, changes)
  }

  static func optimal(_ changes: [Int: String]) -> [String] {
    changed(ProofExamples.optimal, changes)
  }

  static func bound(_ changes: [Int: String]) -> [String] {
    changed(ProofExamples.bound, changes)
  }

  func expectFault(_ model: Model, _ test: Case) {
    guard case .failure(let fault) = ProofExamples.answer(model, test.lines) else {
      Issue.record("accepted")
      return
    }
    #expect(fault.line == test.fault, "\(fault)")
    #expect(fault.reason.contains(test.reason), "\(fault)")
  }

  static let inferences: [Case] = [
    Case("too strong by 1", infeasible([0: "i 1 r0 : 0<=2"]), 3, "0 = 3, 2 = 6"),
    Case("a true predicate is no help", infeasible([0: "i 1 r0 : 0<=2 1>=11"]), 3, "is wrong"),
    Case("from another row", infeasible([0: "i 1 r1 : 0<=3"]), 3, "is wrong"),
    Case("from another constraint", infeasible([4: "i 4 d : 3>=1 1<=-1 0>=4"]), 7, "is wrong"),
    Case("from a row instead of the machine", infeasible([4: "i 4 r0 : 3>=1 0>=4"]), 7, "is wrong"),
    Case("unknown row", infeasible([0: "i 1 r2 : 0<=3"]), 3, "no such row"),
    Case("unknown constraint", infeasible([4: "i 4 c1 : 3>=1"]), 7, "no such row"),
    Case("unknown source", infeasible([0: "i 1 x0 : 0<=3"]), 3, "found the source x0"),
    Case("no source", infeasible([0: "i 1 : 0<=3"]), 3, "found the source :"),
    Case("source with a zero", infeasible([0: "i 1 r00 : 0<=3"]), 3, "found the source r00"),
    Case("huge source", infeasible([0: "i 1 r99999999999999999999 : 0<=3"]), 3, "source r9"),
    Case("empty clause", infeasible([0: "i 1 r0 :"]), 3, "is wrong"),
    Case("other limit of a definition", infeasible([2: "def 3 when -2 2 1 0 -1 1 :"]), 6, "wrong"),
    Case("other factor", infeasible([2: "def 3 when -3 2 1 0 -2 1 :"]), 6, "wrong"),
  ]

  @Test("inferences", arguments: inferences)
  func inferences(test: Case) { expectFault(ProofExamples.twoTasks(end: 6), test) }

  static let structure: [Case] = [
    Case("number used twice", infeasible([1: "i 1 r1 : 1<=2"]), 4, "number 1 of a clause after 1"),
    Case("number falls", infeasible([0: "i 3 r0 : 0<=3"]), 4, "number 2 of a clause after 3"),
    Case("number 0", infeasible([0: "i 0 r0 : 0<=3"]), 3, "number 0 of a clause"),
    Case("negative number", infeasible([0: "i -1 r0 : 0<=3"]), 3, "found -1"),
    Case("column defined", infeasible([2: "def 2 when -3 2 1 0 -1 1 :"]), 5, "known already"),
    Case("defined twice", infeasible([3: "def 3 sum 0 0"]), 6, "variable 3 is known already"),
    Case("uses itself", infeasible([2: "def 3 when -3 2 1 0 -1 3 :"]), 5, "unknown variable 3"),
    Case("itself a condition", infeasible([2: "def 3 when 0 0 : 3>=1"]), 5, "unknown variable 3"),
    Case("later variable", infeasible([2: "def 3 when -3 2 1 0 -1 4 :"]), 5, "unknown variable 4"),
    Case("a circle", infeasible([2: "def 3 sum 0 1 1 4", 3: "def 4 sum 0 1 1 3"]), 5, "unknown"),
    Case("a kind of definition", infeasible([2: "def 3 if -3 2 1 0 -1 1 :"]), 5, "definition 'if'"),
    Case("terms missing", infeasible([2: "def 3 sum -3 3 1 0 -1 1"]), 5, "the line ends"),
    Case("terms too many", infeasible([2: "def 3 sum -3 1 1 0 -1 1"]), 5, "another field"),
    Case("colon missing", infeasible([2: "def 3 when -3 2 1 0 -1 1"]), 5, "no colon"),
    Case("huge variable", infeasible([2: "def 99999999 sum 0 0"]), 5, "too large a number"),
    Case("unknown variable", infeasible([0: "i 1 r0 : 3<=3"]), 3, "unknown variable 3"),
    Case("not canonical", infeasible([0: "i 1 r0 : 0<=03"]), 3, "zero in front"),
    Case("minus zero", infeasible([0: "i 1 r0 : 0<=-0"]), 3, "zero in front"),
    Case("plus", infeasible([0: "i 1 r0 : 0<=+3"]), 3, "found no number"),
    Case("number too large", infeasible([0: "i 1 r0 : 0<=9223372036854775808"]), 3, "too large"),
    Case("equation", infeasible([0: "i 1 r0 : 0==3"]), 3, "found no <= or >="),
    Case("two spaces", infeasible([0: "i 1 r0 :  0<=3"]), 3, "found no number"),
    Case("space at the end", infeasible([0: "i 1 r0 : 0<=3 "]), 3, "found no number"),
    Case("empty line", infeasible([0: "\n"]), 3, "an empty field"),
    Case("unknown line", infeasible([0: "x 1 r0 : 0<=3"]), 3, "a line of the kind 'x'"),
    Case("end missing", infeasible([5: ""]), 8, "the proof has no end"),
    Case("line after the end", infeasible([5: "end infeasible\nend nothing"]), 9, "after the end"),
    Case("no claim", infeasible([5: "end"]), 8, "the line ends, expected a claim"),
    Case("unknown claim", infeasible([5: "end feasible"]), 8, "found the claim 'feasible'"),
    Case("words after the claim", infeasible([5: "end infeasible 1"]), 8, "another field"),
    Case("root not refuted", infeasible([1: ""]), 7, "the root is not refuted"),
  ]

  @Test("structure", arguments: structure)
  func structure(test: Case) {
    // Without the second row's bound the machine alone does not refute the root.
    expectFault(ProofExamples.twoTasks(end: 6), test)
  }
}
