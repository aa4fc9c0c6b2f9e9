import Modeling
import ProofChecker
import TestSupport
import Testing

extension ProofBrokenTests {
  static let optima: [Case] = [
    Case("breaks a row", optimal([2: "s 1 4 0 6"]), 5, "breaks the model: row"),
    Case("breaks the machine", optimal([2: "s 1 2 0 9"]), 5, "breaks the model: no-overlap"),
    Case("breaks a bound", optimal([2: "s 1 11 0 20"]), 5, "breaks the model: variable"),
    Case("not better", optimal([4: "s 4 4 0 9"]), 7, "is not better"),
    Case("worse", optimal([4: "s 4 4 0 10"]), 7, "is not better"),
    Case("too few values", optimal([2: "s 1 4 0"]), 5, "found 2 values"),
    Case("too many values", optimal([2: "s 1 4 0 9 0"]), 5, "another field"),
    Case("a fraction", optimal([2: "s 1 4 0 9.5"]), 5, "where a field should end"),
    Case("a huge value", optimal([2: "s 1 4 0 99999999999999999"]), 5, "too large"),
    Case("objective missing", optimal([1: ""]), 4, "no objective before it"),
    Case("objective after a solution", optimal([1: "", 2: "s 1 4 0 9"]), 4, "no objective"),
    Case("second objective", optimal([2: "objective 2 1 2 5"]), 5, "a second objective"),
    Case("wrong sign", optimal([1: "objective 2 -1 2 5"]), 4, "-2.0 times column 2"),
    Case("wrong sense", optimal([1: "objective 2 -1 -2 5"]), 4, "does not fit the sense"),
    Case("sign of size 2", optimal([1: "objective 2 2 1 5"]), 4, "expected 1 or -1"),
    Case("wrong unit", optimal([1: "objective 2 1 1 5"]), 4, "1.0 times column 2"),
    Case("unit not finite", optimal([1: "objective 2 1 inf 5"]), 4, "found inf"),
    Case("wrong constant", optimal([1: "objective 2 1 2 4"]), 4, "constant is 4.0, not 5.0"),
    Case("wrong variable", optimal([1: "objective 1 1 2 5"]), 4, "column 2"),
    Case("condition as objective", optimal([1: "objective 3 1 2 5"]), 4, "no sum of columns"),
    Case("unknown objective", optimal([1: "objective 4 1 2 5"]), 4, "unknown variable 4"),
    Case("root not refuted", optimal([8: ""]), 11, "the root is not refuted"),
    Case("no solution", optimal([2: "", 3: "", 4: "", 8: "n 9 5 : 2>=7 0<=3"]), 9, "no solution"),
    Case("infeasible after a solution", optimal([9: "end infeasible"]), 12, "after a solution"),
    Case("last solution missing", optimal([4: ""]), 11, "the root is not refuted"),
  ]

  @Test("optima", arguments: optima)
  func optima(test: Case) { expectFault(ProofExamples.shortest, test) }

  static let bounds: [Case] = [
    Case("too strong a start", bound([6: "i 4 c0 : 3>=1 1<=-1 0>=5"]), 9, "is wrong"),
    Case("predicate removed", bound([5: "i 3 d : 3<=0 0<=-1"]), 8, "is wrong"),
    Case("literal removed", bound([6: "i 4 c0 : 1<=-1 0>=4"]), 9, "is wrong"),
    Case("a condition", bound([0: "def 3 when -3 2 1 0 -1 1 : 2<=3"]), 9, "is wrong"),
    Case("sum instead of condition", bound([0: "def 3 sum -3 2 1 0 -1 1"]), 8, "is wrong"),
    Case("bound too high", bound([9: "end bound 8"]), 12, "claims the bound 8"),
    Case("bound without inference", bound([8: ""]), 11, "claims the bound 7"),
    Case("bound without objective", bound([2: ""]), 11, "without an objective"),
    Case("bound is no number", bound([9: "end bound x"]), 12, "found no number"),
    Case("hint missing", bound([7: "n 5 1 2 4 : 2>=7"]), 10, "does not follow"),
    Case("other hint missing", bound([7: "n 5 2 3 4 : 2>=7"]), 10, "does not follow"),
    Case("no hints", bound([7: "n 5 : 2>=7"]), 10, "does not follow"),
    Case("forward hint", bound([7: "n 5 1 2 3 4 6 : 2>=7"]), 10, "hint 6 is no clause"),
    Case("own hint", bound([7: "n 5 1 2 3 4 5 : 2>=7"]), 10, "hint 5 is no clause"),
    Case("hint 0", bound([7: "n 5 0 1 2 3 4 : 2>=7"]), 10, "hint 0 is no clause"),
    Case("learnt clause too strong", bound([7: "n 5 1 2 3 4 : 2>=8"]), 10, "does not follow"),
    Case("learnt clause empty", bound([7: "n 5 1 2 3 4 :"]), 10, "does not follow"),
    Case("learnt clause without colon", bound([7: "n 5 1 2 3 4"]), 10, "the line ends"),
    Case("wrong sum", bound([1: "def 4 sum 1 1 -1 2"]), 5, "constant is"),
    Case("sum of a sum", bound([1: "def 5 sum 0 1 1 2\ndef 4 sum 0 1 -1 5"]), 6, "no sum of col"),
  ]

  @Test("bounds and learnt clauses", arguments: bounds)
  func bounds(test: Case) { expectFault(ProofExamples.shortest, test) }

  @Test("files that are cut off or no proof, and models without proofs")
  func files() {
    let model = ProofExamples.shortest
    let proof = ProofExamples.text(3, ProofExamples.optimal)
    for length in 0..<proof.count {
      guard case .failure(let fault) = ProofExamples.answer(model, Array(proof.prefix(length)))
      else {
        Issue.record("accepted with \(length) bytes")
        return
      }
      #expect(fault.line > 0)
    }
    let wrong: [(String, Int, String)] = [
      ("", 1, "optsolve-cp-proof 1"), ("optsolve-cp-proof 2\ncolumns 3\n", 1, "-proof 1"),
      ("optsolve-cp-proof 1\ncolumns 4\n", 2, "found 4 columns, the model has 3"),
      ("optsolve-cp-proof 1\r\ncolumns 3\r\n", 1, "where a field should end"),
      ("optsolve-cp-proof 1\n", 2, "number of columns"), ("\u{0}\u{1}\n", 1, "-proof 1"),
    ]
    for (text, line, reason) in wrong {
      guard case .failure(let fault) = ProofExamples.answer(model, Array(text.utf8)) else {
        Issue.record("accepted")
        continue
      }
      #expect(fault.line == line && fault.reason.contains(reason), "\(fault)")
    }
    var continuous = Model("continuous")
    continuous.variable(.continuous, upper: 1)
    var unbounded = Model("unbounded")
    unbounded.variable(.integer)
    for model in [continuous, unbounded] {
      guard case .failure(let fault) = ProofExamples.answer(model, ["end nothing"]) else {
        Issue.record("accepted")
        continue
      }
      #expect(fault.line == 0)
    }
  }

  @Test("inferences from a modulo resource are not accepted, even right ones")
  func modulo() {
    let answer = ProofExamples.answer(
      ProofExamples.allKinds, ["i 1 c9 : 0>=0", "i 2 c9 : 0>=1 0<=0", "end nothing"])
    guard case .failure(let fault) = answer else {
      Issue.record("accepted")
      return
    }
    #expect(fault.line == 3 && fault.reason.contains("not supported"))
  }
}
