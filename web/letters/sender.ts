import { type Locale, register } from '../../shared/policy/register.ts';
import { fillIn } from '../fill-in.ts';
import { type Block, paragraph } from './letter-content.ts';
import { letterTexts as texts } from './letter-texts.ts';

/** Who writes, and where a person turns (policy row P13). */
export function senderOf(locale: Locale): readonly Block[] {
  const { name } = register.controller;
  return [
    paragraph(fillIn(texts.sender[locale], { name })),
    paragraph(fillIn(texts.contacts[locale], register.contacts)),
  ];
}
