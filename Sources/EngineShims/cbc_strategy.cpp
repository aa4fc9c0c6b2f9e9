#include "cbc_strategy.hpp"

#include <coin/CbcCompareObjective.hpp>
#include <coin/CbcCutGenerator.hpp>
#include <coin/CbcHeuristicDiveCoefficient.hpp>
#include <coin/CbcHeuristicDiveGuided.hpp>
#include <coin/CbcHeuristicFPump.hpp>
#include <coin/CbcHeuristicGreedy.hpp>
#include <coin/CbcHeuristicRINS.hpp>
#include <coin/CglClique.hpp>
#include <coin/CglFlowCover.hpp>
#include <coin/CglGomory.hpp>
#include <coin/CglKnapsackCover.hpp>
#include <coin/CglMixedIntegerRounding2.hpp>
#include <coin/CglProbing.hpp>
#include <coin/CglTwomir.hpp>
#include <coin/CglZeroHalf.hpp>
#include <coin/OsiClpSolverInterface.hpp>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace cbc {

const char *Settings::word(const char *name, const char *otherwise) const {
  for (int i = 0; i + 1 < options_->word_count; i += 2)
    if (std::strcmp(options_->words[i], name) == 0) return options_->words[i + 1];
  return otherwise;
}

bool Settings::isOn(const char *name, bool otherwise) const {
  return std::strcmp(word(name, otherwise ? "on" : "off"), "off") != 0;
}

int Settings::integer(const char *name, int otherwise) const {
  const char *text = word(name, nullptr);
  return text ? std::atoi(text) : otherwise;
}

namespace {

/// How often a family of cuts is separated: -98 decides by its success, -99 only at the root.
void add(CbcModel &model, const Settings &settings, CglCutGenerator &cuts, const char *name,
         int inaccuracy, int switchOff) {
  const char *value = settings.word(name, settings.word("cuts", "on"));
  if (std::strcmp(value, "off") == 0) return;
  int howOften = std::strcmp(value, "root") == 0 ? -99 : -98;
  model.addCutGenerator(&cuts, howOften, name);
  CbcCutGenerator *added = model.cutGenerator(model.numberCutGenerators() - 1);
  added->setInaccuracy(inaccuracy);
  added->setSwitchOffIfLessThan(switchOff);
}

}  // namespace

void addCuts(CbcModel &model, const Settings &settings) {
  CglProbing probing;
  probing.setUsingObjective(1);
  probing.setMaxPass(1);
  probing.setMaxPassRoot(1);
  probing.setMaxProbe(123);
  probing.setMaxProbeRoot(123);
  probing.setMaxLook(10);
  probing.setMaxLookRoot(20);
  probing.setMaxElements(200);
  probing.setMaxElementsRoot(300);
  probing.setRowCuts(3);
  CglGomory gomory;
  gomory.setLimitAtRoot(model.getNumCols() > 5000 ? 2000 : 1000);
  gomory.setLimit(50);
  gomory.setAwayAtRoot(0.005);
  CglKnapsackCover knapsack;
  CglClique clique;
  clique.setStarCliqueReport(false);
  clique.setRowCliqueReport(false);
  clique.setMinViolation(0.1);
  CglMixedIntegerRounding2 mixed(1, true, 1);
  mixed.setDoPreproc(1);
  CglFlowCover flow;
  CglTwomir twomir;
  twomir.setMaxElements(250);
  twomir.setAwayAtRoot(0.005);
  twomir.setAway(0.01);
  CglZeroHalf zeroHalf;
  add(model, settings, probing, "probing", 5, 0);
  add(model, settings, gomory, "gomory", 3, 0);
  add(model, settings, knapsack, "knapsack", 1, -2);
  add(model, settings, clique, "clique", 0, 0);
  add(model, settings, mixed, "mixed", 2, 0);
  add(model, settings, flow, "flow", 2, 0);
  add(model, settings, twomir, "twomir", 4, 1);
  add(model, settings, zeroHalf, "zerohalf", 5, 2);
}

void addHeuristics(CbcModel &model, const Settings &settings, bool hasStart) {
  bool all = settings.isOn("heuristics");
  if (settings.isOn("pump", all && !hasStart)) {
    CbcHeuristicFPump pump(model);
    pump.setFractionSmall(0.5);
    pump.setMaximumPasses(30);
    pump.setMaximumRetries(1);
    pump.setHeuristicName("pump");
    model.addHeuristic(&pump);
  }
  if (settings.isOn("rounding", all)) {
    CbcRounding rounding(model);
    rounding.setHeuristicName("rounding");
    model.addHeuristic(&rounding);
  }
  if (settings.isOn("greedy", all)) {
    CbcHeuristicGreedyCover cover(model);
    cover.setHeuristicName("greedy cover");
    model.addHeuristic(&cover);
    CbcHeuristicGreedyEquality equality(model);
    equality.setHeuristicName("greedy equality");
    model.addHeuristic(&equality);
  }
  if (settings.isOn("diving", all)) {
    CbcHeuristicDiveCoefficient coefficient(model);
    coefficient.setHeuristicName("dive by coefficient");
    coefficient.setWhen(3);
    model.addHeuristic(&coefficient);
    CbcHeuristicDiveGuided guided(model);
    guided.setHeuristicName("guided dive");
    guided.setWhen(3);
    model.addHeuristic(&guided);
  }
  if (settings.isOn("rins", all)) {
    CbcHeuristicRINS rins(model);
    rins.setHeuristicName("RINS");
    rins.setFractionSmall(0.5);
    rins.setDecayFactor(5.0);
    model.addHeuristic(&rins);
  }
}

void setSearch(CbcModel &model, const Settings &settings, bool isPrimed) {
  int columns = model.getNumCols();
  model.setNumberStrong(settings.integer("strong", 5));
  int trust = columns <= 50 ? 1000 : columns <= 100 ? 100 : columns <= 300 ? 50 : 10;
  model.setNumberBeforeTrust(settings.integer("trust", trust));
  model.setMaximumCutPassesAtRoot(
      settings.integer("passes", columns < 500 ? -100 : columns < 5000 ? 100 : 50));
  model.setMaximumCutPasses(settings.integer("treepasses", 4));
  double drop = std::fabs(model.solver()->getObjValue()) * 1e-5 + 1e-5;
  model.setMinimumDrop(drop < 0.05 ? drop : 0.05);
  model.setSpecialOptions(model.specialOptions() | 2);
  model.solver()->setIntParam(OsiMaxNumIterationHotStart, 100);
  // Until it has a solution CBC dives; with a cutoff that none beats it would dive for ever and the bound stand still.
  if (std::strcmp(settings.word("order", isPrimed ? "bound" : "hybrid"), "bound") == 0) {
    CbcCompareObjective byBound;
    model.setNodeComparison(byBound);
  }
  auto *lp = dynamic_cast<OsiClpSolverInterface *>(model.solver());
  if (!lp) return;
  lp->setupForRepeatedUse(columns < 500 && model.getNumRows() < 300 ? 2 : 0, 0);
  lp->setSpecialOptions(1025);
}

}  // namespace cbc
