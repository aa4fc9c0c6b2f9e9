import OptCore

/// A tree of game states, searched by upper confidence bounds with priors; leaves are valued by greedy play to the end.
///
/// - Source: Rosin (2011), "Multi-armed bandits with episode context" (the rule PUCT).
package struct GameTree {
  private struct Node {
    var game: MallocGame
    /// Nodes of the successors; empty = not expanded yet.
    var children: [Int] = []
    var actions: [MallocGame.Action] = []
    var priors: [Double] = []
    var visits = 0
    var value = 0.0
  }

  private var nodes: [Node]
  private var random: RandomStream
  /// Least and greatest time saved by a play, to bring values into `[0, 1]`.
  private var range: (least: Double, most: Double)?
  /// The best final state.
  package private(set) var best: MallocGame?

  package init(_ game: MallocGame, random: RandomStream) {
    nodes = [Node(game: game)]
    self.random = random
  }

  private static let exploration = 1.2

  /// One simulation: down the tree, one new set of leaves, one greedy play. Whether it gave a better final state.
  package mutating func simulate(isStopped: () -> Bool) -> Bool {
    var path = [0]
    while let last = path.last, !nodes[last].children.isEmpty {
      path.append(nodes[last].children[chosenChild(of: last)])
    }
    let leaf = path[path.count - 1]
    if !nodes[leaf].game.isOver, nodes[leaf].visits > 0 || leaf == 0 {
      expand(leaf)
      path.append(nodes[leaf].children[chosenChild(of: leaf)])
    }
    var game = nodes[path[path.count - 1]].game
    game.playGreedily(noise: nodes[0].visits == 0 ? 0 : 0.03, &random, isStopped: isStopped)
    let saved = Double(game.saved)
    range = range.map { (min($0.least, saved), max($0.most, saved)) } ?? (saved, saved)
    for node in path {
      nodes[node].visits += 1
      nodes[node].value += saved
    }
    guard best.map({ game.saved > $0.saved }) ?? true else { return false }
    best = game
    return true
  }

  private mutating func expand(_ node: Int) {
    let successors = nodes[node].game.successors()
    let before = nodes[node].game.total
    let rewards = successors.map { Double(before - $0.game.total) }
    let spread = max(1, (rewards.max() ?? 0) - (rewards.min() ?? 0))
    let weights = rewards.map { 1 + 2 * ($0 - (rewards.min() ?? 0)) / spread }
    let sum = weights.reduce(0, +)
    for (successor, weight) in zip(successors, weights) {
      nodes[node].children.append(nodes.count)
      nodes[node].actions.append(successor.action)
      nodes[node].priors.append(weight / sum)
      nodes.append(Node(game: successor.game))
    }
  }

  private func chosenChild(of node: Int) -> Int {
    let parent = nodes[node]
    let (least, most) = range ?? (0, 1)
    let scale = max(1, most - least)
    let root = Double(parent.visits + 1).squareRoot()
    var (chosen, greatest) = (0, -Double.infinity)
    for (place, child) in parent.children.enumerated() {
      let visits = Double(nodes[child].visits)
      let mean = visits > 0 ? (nodes[child].value / visits - least) / scale : 0.5
      let score = mean + Self.exploration * parent.priors[place] * root / (1 + visits)
      if score > greatest { (chosen, greatest) = (place, score) }
    }
    return chosen
  }

  /// Goes on from the most visited successor of the root; false = the game is over.
  package mutating func advance() -> Bool {
    guard !nodes[0].game.isOver else { return false }
    if nodes[0].children.isEmpty { expand(0) }
    var chosen = nodes[0].children[0]
    for child in nodes[0].children where nodes[child].visits > nodes[chosen].visits {
      chosen = child
    }
    // The part of the tree below it is kept, in an order in which parents come first.
    var kept = [nodes[chosen]]
    var place = 0
    while place < kept.count {
      for child in kept[place].children.indices {
        kept.append(nodes[kept[place].children[child]])
        kept[place].children[child] = kept.count - 1
      }
      place += 1
    }
    nodes = kept
    return true
  }
}
